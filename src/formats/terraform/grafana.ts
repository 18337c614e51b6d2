import type { Evidence, Interval, Item, Receiver, Recipient, Route, RouteMatcher } from '../../model/index.ts';
import type { Field } from '../common/annotations.ts';
import { entriesOf, itemsOf, knownText, symbolicText, type CloudProperties, type CloudValue } from '../common/cloud-value.ts';
import { grafanaCheck } from '../common/grafana.ts';
import type { QueryParsers } from '../common/grafana-query.ts';
import { ADDRESS_KEYS, OPERATORS, WAKES } from '../common/grafana-routing.ts';
import { stepOf, type GrafanaStep } from '../common/grafana-steps.ts';
import { holdsWhen } from '../common/time-interval.ts';
import { serviceBehind } from './pagerduty.ts';
import { notMade, type Resource, type Translate } from './resource.ts';
import { treeOf } from './tree.ts';
import { blockAt, blocksAt, given, namesAt, numberAt, placeWhere, textAt, writtenOf } from './written.ts';

interface Parsers extends QueryParsers {
  durationOf: (text: string) => number | undefined;
}

/** https://registry.terraform.io/providers/grafana/grafana/latest/docs/resources/rule_group */
export function ruleTranslation(parsers: Parsers): Translate {
  return function* (resource, all): Generator<Item> {
    for (const rule of itemsOf(resource.properties.get('rule')) ?? []) if (rule.is === 'map') yield ruleCheck(rule, { resource, all, parsers });
  };
}

interface Context {
  resource: Resource;
  all: readonly Resource[];
  parsers: Parsers;
}

function ruleCheck({ entries: rule, at: span }: CloudValue & { is: 'map' }, { resource, all, parsers }: Context): Item {
  const name = rule.get('name');
  const title = knownText(name) ?? symbolicText(name) ?? resource.label;
  const settings = blockAt(rule, 'notification_settings');
  const point = settings?.get('contact_point');
  const receiver = point && nameIn(point, all);
  const seconds = (key: string): number | undefined => parsers.durationOf(textAt(rule, key) ?? '');
  const check = grafanaCheck(
    {
      format: 'terraform',
      id: `${resource.id}/${title}`,
      title: { text: title, at: name?.at ?? resource.at },
      span,
      condition: textAt(rule, 'condition') ?? '',
      steps: stepsOf(rule),
      noData: settingAt(rule, 'no_data_state', 'NoData'),
      onError: settingAt(rule, 'exec_err_state', 'Error'),
      ...given({ onErrorAt: rule.get('exec_err_state')?.at }),
      ...given({ paused: placeWhere(rule, 'is_paused', true) }),
      timing: given({ every: numberAt(resource.properties, 'interval_seconds'), holds: seconds('for'), lingers: seconds('keep_firing_for'), at: rule.get('for')?.at }),
      labels: fieldsAt(rule, 'labels'),
      annotations: fieldsAt(rule, 'annotations').filter(({ key }) => !key.startsWith('__')),
      ...(point && receiver !== undefined && { receiver: { text: receiver, at: point.at } }),
    },
    parsers,
  );
  check.audience.system = 'grafana';
  // It goes past the policies, to whom is not known.
  if (settings && receiver === undefined) delete check.labels;
  return check;
}

/** What is filled in elsewhere is neither the default nor any other. */
function settingAt(rule: CloudProperties, key: string, byDefault: string): string {
  return rule.has(key) ? (textAt(rule, key) ?? '') : byDefault;
}

function stepsOf(rule: CloudProperties): Map<string, GrafanaStep> {
  return new Map(
    blocksAt(rule, 'data').flatMap((data) => {
      const name = textAt(data, 'ref_id');
      const model = data.get('model');
      if (name === undefined || !model) return [];
      const { root, placing } = treeOf(model);
      return [[name, stepOf(root, textAt(data, 'datasource_uid'), placing)] as const];
    }),
  );
}

/** The entries of a map, those too whose values are filled in elsewhere. */
function fieldsAt(properties: CloudProperties, name: string): Field[] {
  return [...(entriesOf(properties.get(name)) ?? [])].flatMap(([key, value]) => {
    const text = symbolicText(value);
    return text === undefined ? [] : { key, value: text, at: value.at, part: value.is === 'text' ? writtenOf(value).part : () => value.at };
  });
}

/** The name that a resource of Grafana gets, with its holes. */
function ownName({ properties, label }: Resource): string {
  return symbolicText(properties.get('name')) ?? label;
}

/** The name of a contact point or a mute timing, written or by the resource that has it; undefined where it is filled in elsewhere. */
function nameIn(value: CloudValue, all: readonly Resource[]): string | undefined {
  if (value.is === 'text' && value.known !== 'partly') return value.text;
  const [, type, label] = /^(?:\$\{)?(grafana_\w+)\.([\w-]+)/.exec(symbolicText(value) ?? '') ?? [];
  const found = all.find((resource) => resource.type === type && resource.label === label);
  return found && ownName(found);
}

/** https://registry.terraform.io/providers/grafana/grafana/latest/docs/resources/contact_point */
const INTEGRATIONS = [
  'alertmanager', 'dingding', 'discord', 'email', 'googlechat', 'jira', 'kafka', 'line', 'mqtt', 'oncall', 'opsgenie', 'pagerduty', 'pushover', 'sensugo', 'slack', 'sns', 'teams', 'telegram', 'threema', 'victorops', 'webex',
  'webhook', 'wecom',
];

export const translateContactPoint: Translate = function* (resource, all): Generator<Receiver> {
  if (notMade(resource)) return;
  const { properties, span, at } = resource;
  const name = ownName(resource);
  const recipients = INTEGRATIONS.flatMap((type) => (itemsOf(properties.get(type)) ?? []).flatMap((block) => (block.is === 'map' ? recipientOf(type, block, all) : [])));
  yield { kind: 'receiver', id: `grafana:receiver/${name}`, system: 'grafana', name, recipients, span, at };
};

/** Nobody stands behind an integration whose address is written and empty. */
function recipientOf(type: string, { entries, at }: CloudValue & { is: 'map' }, all: readonly Resource[]): Recipient[] {
  const key = ADDRESS_KEYS.find((name) => entries.has(name));
  const names = key === undefined ? 'unknown' : namesAt(entries, key);
  if (names !== 'unknown' && names.length === 0) return [];
  const wakes = Object.hasOwn(WAKES, type) ? WAKES[type] : undefined;
  const via = key === undefined ? undefined : serviceBehind(symbolicText(entries.get(key)), all);
  const text = names === 'unknown' ? type : `${type} ${names.map((name) => name.text).join(', ')}`;
  return [{ text, at, ...(wakes !== undefined && { wakes }), ...(via && { via }) }];
}

/** https://registry.terraform.io/providers/grafana/grafana/latest/docs/resources/notification_policy */
export const translatePolicy: Translate = function* (resource, all): Generator<Route> {
  if (notMade(resource)) return;
  const { properties, id, at } = resource;
  const routes = routesFrom(properties, { id, span: resource.span, all });
  const isOpen = routes.some(({ receiver }) => receiver.includes('${'));
  const [root, ...below] = routes;
  if (root) yield { ...root, at, ...(isOpen && { elsewhere: 'replaced' }) };
  yield* below;
};

interface Node {
  id: string;
  span: Route['span'];
  all: readonly Resource[];
  above?: Route;
}

function routesFrom(properties: CloudProperties, { id, span, all, above }: Node): Route[] {
  const point = properties.get('contact_point');
  const route: Route = {
    kind: 'route',
    id,
    system: 'grafana',
    ...(above && { parent: above.id }),
    receiver: point === undefined ? (above?.receiver ?? '') : (nameIn(point, all) ?? symbolicText(point) ?? ''),
    matchers: blocksAt(properties, 'matcher').flatMap(matcherOf),
    goesOn: textAt(properties, 'continue') === 'true',
    mutedIn: timingsAt(properties, 'mute_timings', all),
    activeIn: timingsAt(properties, 'active_timings', all),
    span,
    at: point?.at ?? span,
  };
  const below = (itemsOf(properties.get('policy')) ?? []).flatMap((child, index) => (child.is === 'map' ? routesFrom(child.entries, { id: `${id}.${index + 1}`, span: child.at, all, above: route }) : []));
  return [route, ...below];
}

function matcherOf(matcher: CloudProperties): RouteMatcher[] {
  const [label, value] = [matcher.get('label'), matcher.get('value')];
  const match = textAt(matcher, 'match');
  const operator = OPERATORS.find((known) => known === match) ?? '=';
  return label ? [{ label: symbolicText(label) ?? '', operator, value: knownText(value) ?? null, at: label.at }] : [];
}

function timingsAt(properties: CloudProperties, key: string, all: readonly Resource[]): Evidence[] {
  return (itemsOf(properties.get(key)) ?? []).flatMap((item) => {
    const text = nameIn(item, all);
    return text === undefined ? [] : { text, at: item.at };
  });
}

/** https://registry.terraform.io/providers/grafana/grafana/latest/docs/resources/mute_timing */
export const translateMuteTiming: Translate = function* (resource): Generator<Interval> {
  if (notMade(resource)) return;
  const { properties, span, at } = resource;
  const intervals = properties.get('intervals');
  // What is filled in elsewhere may leave any moment out.
  const holds = intervals?.is === 'list' && intervals.items.length > 0 && isWhole(intervals) ? holdsWhen(intervals.items.map((item) => treeOf(item).root)) : 'sometimes';
  yield { kind: 'interval', system: 'grafana', name: ownName(resource), always: holds === 'always', span, at };
};

function isWhole(value: CloudValue): boolean {
  switch (value.is) {
    case 'text':
      return value.known === 'written';
    case 'list':
      return value.items.every(isWhole);
    case 'map':
      return [...value.entries.values()].every(isWhole);
    case 'unknown':
      return false;
  }
}
