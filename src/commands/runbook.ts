import { looksOf, type Check } from '../model/index.ts';
import { didYouMean } from '../nearest.ts';
import type { Project } from '../project.ts';
import { lossOf, audienceSources } from '../reason/audience.ts';
import { durationOf, knownOf } from '../reason/known.ts';
import { visible, visibleLine } from '../reporters/visible.ts';
import { UsageError } from '../usage-error.ts';
import type { ReadFlags } from './flags.ts';
import { read, tellFaults } from './read.ts';
import type { Terminal } from './terminal.ts';

/** Prints the draft of a runbook for an alert: what its rule says already, and gaps for what only people know. Returns the exit status. */
export async function runbookCommand(alert: string, paths: readonly string[], flags: ReadFlags, terminal: Terminal): Promise<number> {
  const { report } = await read(paths, flags, terminal, { rules: [] });
  const { project } = report;
  const alerts = project.checks.filter(({ kind }) => kind === 'alert' || kind === 'synthetic');
  const found = alerts.filter(({ name, id }) => name === alert || id === alert);
  if (found.length === 0) throw new UsageError(`no alert \`${visibleLine(alert)}\` was read${didYouMean(alert, [...new Set(alerts.map(({ name }) => name))])}`);
  terminal.out(draftOf(found, project));
  return tellFaults(report, terminal) ? 2 : 0;
}

/** A gap, as `act/placeholder-text` finds it until somebody has filled it in. */
function gap(what: string): string {
  return `\`<fill in: ${what}>\``;
}

/** The draft for the rules of one name. */
export function draftOf(checks: readonly Check[], project: Project): string {
  const name = visibleLine(checks[0]?.name ?? '');
  const owners = new Set(checks.flatMap(({ audience }) => (audience.owner ? [visibleLine(audience.owner.text)] : [])));
  const [owner] = owners;
  const loss = checks.map((check) => lossOf(check, audienceSources(check, project))).find((text) => text !== undefined);
  return [
    ...frontMatter(name, owner),
    `# ${name}\n`,
    '## Meaning\n',
    ...checks.flatMap((check) => meaningOf(check)),
    `${gap('what has happened, in the words of somebody who does not know the system')}\n`,
    '## Impact\n',
    `${loss === undefined ? gap('who loses what, and after how long') : visibleLine(loss)}\n`,
    '## Diagnosis\n',
    ...diagnosisOf(checks, project),
    '## Mitigation\n',
    `1. ${gap('the first thing to do, with the command and what it is done to')}`,
    `2. ${gap('what to do when that does not help, and how to go back')}\n`,
    '## Verification\n',
    ...verificationOf(checks),
    '## Escalation\n',
    `After ${gap('how many')} minutes, call ${owner === undefined ? gap('who knows more, and how to reach them') : `${owner} at ${gap('number or channel')}`}.`,
    '',
  ].join('\n');
}

function frontMatter(name: string, owner: string | undefined): string[] {
  return ['---', `alerts: [${JSON.stringify(name)}]`, ...(owner === undefined ? [] : [`owner: ${JSON.stringify(owner)}`]), '---\n'];
}

/** What makes the alert fire, and what its texts say of it. */
function meaningOf(check: Check): string[] {
  const { looks, together } = knownOf(check);
  const stated = together === 'unknown' ? [] : looks.filter(({ red }) => red !== undefined);
  const condition = stated.length > 0 && stated.length === looks.length ? stated.map(({ what, red = '' }) => `${visibleLine(what)} is ${red}`).join(together === 'any' ? ' or ' : ' and ') : 'the condition below holds';
  const holds = check.timing.holds === undefined || check.timing.holds === 0 ? '' : ` for ${durationOf(check.timing.holds)}`;
  const severity = check.response.severity ? ` (severity: ${visibleLine(check.response.severity.text)})` : '';
  const texts = check.response.texts.filter(({ role }) => role !== 'title' && role !== 'action').map(({ value }) => `> ${visibleLine(value.trim())}\n`);
  return [`The alert fires when ${condition}${holds}${severity}.\n`, ...texts];
}

function diagnosisOf(checks: readonly Check[], project: Project): string[] {
  const steps: string[] = [];
  for (const check of checks) {
    const query = project.textAt(check.observes.at).trim();
    const language = looksOf(check.observes).find((look) => look.via === 'metric')?.language;
    const normals = normalsOf(check).map(({ what, normal }) => `${what}: normal is ${normal}`);
    const place = language === undefined ? 'Repeat the look of the check' : 'Run the query and see of what it is true';
    steps.push(`${place}${normals.length > 0 ? ` (${normals.join('; ')})` : ''}:\n\n${fenced(query, language)}`);
  }
  steps.push(...lightsOf(checks, project).map((light) => `${light}.\n`));
  steps.push(`${gap('where else to look, at what, and which reading means what')}\n`);
  return steps.map((step, index) => `${index + 1}. ${step}`);
}

/** As a block below a list item. */
function fenced(query: string, language: string | undefined): string {
  const lines = query.split('\n').map((line) => `   ${visible(line.trim())}`);
  return `   \`\`\`${language === 'promql' || language === 'logql' ? language : ''}\n${lines.join('\n')}\n   \`\`\`\n`;
}

/** Lights beside those that the alert reads are told up to this number. */
const MOST_LIGHTS = 6;

/** The lights that the alert reads and those that the same thing shows beside them. */
function lightsOf(checks: readonly Check[], { knowledge }: Project): string[] {
  const metrics = new Set(checks.flatMap(({ observes }) => looksOf(observes)).flatMap((look) => (look.via === 'metric' ? look.reads.flatMap(({ metric }) => metric ?? []) : [])));
  const beside = [...metrics].flatMap((metric) => knowledge.beside(metric));
  const found = new Set(beside.filter(({ metric }) => !metrics.has(metric)));
  return [...found].slice(0, MOST_LIGHTS).map(({ metric, exporter, red, moves, stateSet }) => {
    const state = stateSet?.bad ? ` where \`${stateSet.label}\` is ${stateSet.bad.map((one) => `\`${one}\``).join(' or ')}` : '';
    const reading = red ? `red when \`${red.operator} ${red.value}\`${state}` : moves === 'rises' ? 'red when it rises' : moves === 'stale' ? 'red when it is long ago' : moves === 'ahead' ? 'red when it comes near' : 'to be read with others';
    return `\`${metric}\` of ${exporter}: ${reading}`;
  });
}

function verificationOf(checks: readonly Check[]): string[] {
  const normals = new Set(checks.flatMap((check) => normalsOf(check).map(({ what, normal }) => `${what} should be ${normal} again`)));
  return [`${normals.size > 0 ? [...normals].join(', and ') : 'The alert should clear'}, within ${gap('how long')}.\n`];
}

/** The readings that are well; where several looks must be red together, none of them is well by itself. */
function normalsOf(check: Check): { what: string; normal: string }[] {
  const { looks, together } = knownOf(check);
  if (looks.length > 1 && together !== 'any') return [];
  return looks.flatMap(({ what, normal }) => (normal === undefined ? [] : [{ what: visibleLine(what), normal }]));
}
