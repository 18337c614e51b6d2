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
const OTHER_LINK = /^(?:(?:\w+[_-])?dashboard(?:[_-]?\w+)?|grafana(?:[_-]\w+)?|panel(?:[_-]?url)?|kibana|logs?(?:[_-]?(?:url|link))?|links?|url|sentry|graph(?:[_-]?url)?)$/;

const ROLES: Record<string, Text['role']> = {
  title: 'title', subject: 'title', headline: 'title',
  summary: 'summary', meta: 'summary', short_description: 'summary',
  description: 'description', message: 'description', details: 'description', detail: 'description', info: 'description', text: 'description', body: 'description', long_description: 'description',
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

/** What people wrote about an alert, sorted by what the fields are for; keys compare without case, dashes as underscores. */
export function readAnnotations(labels: readonly Field[], annotations: readonly Field[]): { response: Response; audience: Audience } {
  const fields = [...annotations, ...labels].filter(({ value }) => value.trim() !== '');
  const texts = [...annotations.flatMap((field) => textOf(field)), ...labels.filter(({ key }) => LABEL_TEXTS.has(normal(key))).flatMap((field) => textOf(field))];
  const severity = first(fields, SEVERITIES);
  const owner = first(fields, OWNERS);
  const customer = first(fields, CUSTOMERS);
  const impact = texts.find(({ role }) => role === 'impact');
  return {
    response: {
      ...(severity && { severity }),
      texts,
      runbooks: [...fields.filter(isRunbook).map(linkOf), ...annotations.filter((field) => !isRunbook(field)).flatMap(pagesIn)],
      links: fields.filter((field) => OTHER_LINK.test(normal(field.key)) && !isRunbook(field)).map(linkOf),
    },
    audience: {
      ...(owner && { owner }),
      recipients: 'unknown',
      ...(customer && { customer }),
      ...(impact && { impact: { text: impact.value, at: impact.at } }),
    },
  };
}

function normal(key: string): string {
  return key.replace(/([a-z])([A-Z])/g, '$1_$2').replaceAll('-', '_').toLowerCase();
}

/** A field for a link to a page; where such a field holds sentences instead, it is a text. */
function isRunbook({ key, value }: Field): boolean {
  return RUNBOOK.test(normal(key)) && !isSentence(value);
}

function isSentence(value: string): boolean {
  return /\S\s+\S+\s+\S/.test(value.replace(/\{\{[^{}]*\}\}/g, 'x')) && !/^https?:\/\/\S+$/.test(value.trim());
}

function textOf(field: Field): Text[] {
  const { key, value, at } = field;
  if (value.trim() === '' || isRunbook(field)) return [];
  const role = ROLES[normal(key)] ?? (RUNBOOK.test(normal(key)) ? 'action' : undefined);
  if (role) return [{ role, key, value, at }];
  return isSentence(value) && !OTHER_LINK.test(normal(key)) ? [{ role: 'other', key, value, at }] : [];
}

function first(fields: readonly Field[], keys: readonly string[]): Evidence | undefined {
  for (const key of keys) {
    const found = fields.find((field) => normal(field.key) === key);
    if (found) return { text: found.value, at: found.at };
  }
  return undefined;
}

function linkOf({ key, value, at }: Field): Link {
  return { key, url: value.trim(), at };
}

const URL_IN_TEXT = /https?:\/\/[^\s<>"'`|\])]+/g;

/** Addresses within a text that lead to a page of documentation, by a word of the host or the path. */
function pagesIn({ key, value, part }: Field): Link[] {
  if (!value.includes('://')) return [];
  const links: Link[] = [];
  for (const { 0: found, index } of value.matchAll(URL_IN_TEXT)) {
    const url = found.replace(/[.,;:!?]+$/, '');
    if (isPage(url)) links.push({ key, url, at: part(index, index + url.length) });
  }
  return links;
}

const PAGE_WORD = /^(?:wiki|docs?|documentation|run-?books?|play-?books?|manuals?|handbooks?|kb|sop|troubleshooting|guides?|confluence|how-?tos?|procedures?)$/i;

function isPage(url: string): boolean {
  const words = url.slice(url.indexOf('://') + 3).split(/[/.?#]/);
  return words.length > 2 && words.some((word) => PAGE_WORD.test(word));
}
