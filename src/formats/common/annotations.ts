import type { Audience, Evidence, Link, Response, Span, Text } from '../../model/index.ts';

/** A label, tag or annotation as written. */
export interface Field {
  key: string;
  value: string;
  at: Span;
  /** The place of a part of the value. */
  part: (start: number, end: number) => Span;
}

const RUNBOOK = /^(?:run[_-]?book|play[_-]?book|sop|documentation|docs?|wiki|procedure|troubleshooting|how[_-]?to|kb|instructions?)(?:[_-]?(?:url|uri|link|page|href))?$/;
const OTHER_LINK = /^(?:(?:\w{1,60}[_-])?dashboard(?:[_-]?\w+)?|grafana(?:[_-]\w+)?|panel(?:[_-]?url)?|kibana|logs?(?:[_-]?(?:url|link))?|links?|url|sentry|graph(?:[_-]?url)?)$/;

const ROLES: Record<string, Text['role']> = {
  title: 'title', subject: 'title', headline: 'title',
  summary: 'summary', meta: 'summary', short_description: 'summary',
  description: 'description', alarm_description: 'description', message: 'description', details: 'description', detail: 'description', info: 'description', text: 'description', body: 'description', long_description: 'description',
  impact: 'impact', business_impact: 'impact', customer_impact: 'impact', user_impact: 'impact', consequence: 'impact', consequences: 'impact', operator_health_impact: 'impact',
  action: 'action', actions: 'action', remediation: 'action', resolution: 'action', mitigation: 'action', solution: 'action', fix: 'action', steps: 'action', next_steps: 'action',
  what_to_do: 'action', todo: 'action', instructions: 'action', procedure: 'action', recommendation: 'action', recommended_action: 'action', how_to: 'action',
};

/** Labels that carry text in practice; any other label is a word to route by. */
const LABEL_TEXTS = new Set(['title', 'summary', 'meta', 'description', 'message', 'details', 'impact', 'action']);

/** Who answers, best first: a team or a person, then the channel that a team reads. */
const OWNERS = [
  'team', 'owner', 'owners', 'owned_by', 'owner_team', 'team_name', 'responsible', 'responsible_team', 'squad', 'tribe', 'support_group', 'support_team', 'maintainer', 'maintainers',
  'contact', 'contacts', 'oncall', 'on_call', 'assignee', 'assigned_to', 'escalation',
  'slack_channel', 'slack', 'channel', 'destination', 'routing_key', 'receiver', 'notify', 'email', 'pagerduty', 'opsgenie',
];
const SEVERITIES = ['severity', 'priority', 'level', 'sloth_severity', 'urgency', 'criticality'];
const CUSTOMERS = ['customer', 'customers', 'tenant', 'product', 'client'];
const KEYS: Record<Evident, readonly string[]> = { severity: SEVERITIES, owner: OWNERS, customer: CUSTOMERS };

/** What a key is for. */
interface Use {
  /** The key as the lists above write it. */
  name: string;
  role: Text['role'] | undefined;
  runbook: boolean;
  link: boolean;
  /** What it says besides, and how well: 0 is best. */
  says: Evident | undefined;
  rank: number;
}

/** What is read from the one field that says it best. */
type Evident = 'severity' | 'owner' | 'customer';

/** Keys are few and fields are many. */
const uses = new Map<string, Use>();

function useOf(key: string): Use {
  let use = uses.get(key);
  if (!use) {
    const name = key.replace(/([a-z])([A-Z])/g, '$1_$2').replaceAll('-', '_').toLowerCase();
    const says = (Object.keys(KEYS) as Evident[]).find((evident) => KEYS[evident].includes(name));
    use = { name, role: Object.hasOwn(ROLES, name) ? ROLES[name] : undefined, runbook: RUNBOOK.test(name), link: OTHER_LINK.test(name), says, rank: says === undefined ? -1 : KEYS[says].indexOf(name) };
    uses.set(key, use);
  }
  return use;
}

/** What people wrote about an alert, sorted by what the fields are for; keys compare without case, dashes as underscores. */
export function readAnnotations(labels: readonly Field[], annotations: readonly Field[]): { response: Response; audience: Audience } {
  const response: Response = { texts: [], runbooks: [], links: [] };
  for (const field of annotations) readAnnotation(field, response);
  for (const field of labels) readLabel(field, response);
  const best: Best = {};
  for (const field of annotations) weigh(field, best);
  for (const field of labels) weigh(field, best);
  const [severity, owner, customer] = [evidence(best.severity), evidence(best.owner), evidence(best.customer)];
  const impact = response.texts.find(({ role }) => role === 'impact');
  if (severity) response.severity = severity;
  const audience: Audience = { recipients: 'unknown' };
  if (owner) audience.owner = owner;
  if (customer) audience.customer = customer;
  if (impact) audience.impact = { text: impact.value, at: impact.at };
  return { response, audience };
}

function readAnnotation(field: Field, response: Response): void {
  const { key, value, at } = field;
  const { role, runbook, link } = useOf(key);
  if (value.trim() === '') return;
  if (runbook && !isSentence(value)) {
    response.runbooks.push(linkOf(field));
    return;
  }
  if (link) response.links.push(linkOf(field));
  const written = role ?? (runbook ? 'action' : !link && isSentence(value) ? 'other' : undefined);
  if (written) response.texts.push({ role: written, key, value, at });
  if (!link) response.runbooks.push(...pagesIn(field));
}

/** A label is a word to route by, except for the few that carry a text or a link. */
function readLabel(field: Field, response: Response): void {
  const { key, value, at } = field;
  const { name, role, runbook, link } = useOf(key);
  if (value.trim() === '') return;
  if (runbook && !isSentence(value)) response.runbooks.push(linkOf(field));
  else if (link) response.links.push(linkOf(field));
  else if (role && LABEL_TEXTS.has(name)) response.texts.push({ role, key, value, at });
}

/** Three words or more, a template counting as one. */
function isSentence(value: string): boolean {
  const plain = value.includes('{{') ? value.replace(/\{\{[^{}]*\}\}/g, 'x') : value;
  return /\S\s+\S+\s+\S/.test(plain);
}

/** The fields that say something best; among equals the first. */
type Best = Partial<Record<Evident, Field>>;

function weigh(field: Field, best: Best): void {
  const { says, rank } = useOf(field.key);
  if (says === undefined || field.value.trim() === '') return;
  const known = best[says];
  if (!known || rank < useOf(known.key).rank) best[says] = field;
}

function evidence(field: Field | undefined): Evidence | undefined {
  return field && { text: field.value, at: field.at };
}

function linkOf({ key, value, at }: Field): Link {
  return { key, url: value.trim(), at };
}

const URL_IN_TEXT = /https?:\/\/[^\s<>"'`|\])]+/g;

/** Addresses within a text that lead to a page of documentation, by a word of the host or the path. */
function pagesIn(field: Field): Link[] {
  const { key, value } = field;
  if (!value.includes('://')) return [];
  const links: Link[] = [];
  for (const { 0: found, index } of value.matchAll(URL_IN_TEXT)) {
    let end = found.length;
    while (end > 0 && '.,;:!?'.includes(found.charAt(end - 1))) end -= 1;
    const url = found.slice(0, end);
    if (isPage(url)) links.push({ key, url, at: field.part(index, index + url.length) });
  }
  return links;
}

const PAGE_WORD = /^(?:wiki|docs?|documentation|run-?books?|play-?books?|manuals?|handbooks?|kb|sop|troubleshooting|guides?|confluence|how-?tos?|procedures?)$/i;

function isPage(url: string): boolean {
  const words = url.slice(url.indexOf('://') + 3).split(/[/.?#]/);
  return words.length > 2 && words.some((word) => PAGE_WORD.test(word));
}
