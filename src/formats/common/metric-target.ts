import { selectorsOf, type Observation, type Selector, type Target } from '../../model/index.ts';

/** Labels that say which thing a selector is about, best first. */
const PLACES = ['job', 'app', 'service', 'container', 'deployment', 'component', 'name', 'instance', 'namespace'];

/** What the alert is about, for people: the job it selects, or else the metric it reads. */
export function targetOf(observes: Observation): Target {
  const [selector] = selectorsOf(observes);
  return { name: selector ? nameOf(selector) : 'what the query reads', keys: [] };
}

function nameOf({ metric, matchers }: Selector): string {
  for (const label of PLACES) {
    const matcher = matchers.find((candidate) => candidate.label === label && (candidate.operator === '=' || candidate.operator === '=~') && !isOpen(candidate.value));
    if (matcher) return `${label} ${matcher.value}`;
  }
  if (metric === 'up') return 'every scraped target';
  return metric === undefined ? 'what the query reads' : `metric ${metric}`;
}

/** `.*` and `.+` select everything. */
function isOpen(value: string): boolean {
  return value === '.*' || value === '.+' || value === '';
}
