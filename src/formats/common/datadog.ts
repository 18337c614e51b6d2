import type { Check, HttpObservation, Leaf, MetricObservation, Observation, Recipient, Span, State } from '../../model/index.ts';
import { readAnnotations, type Field } from './annotations.ts';
import { observeQuery } from './datadog-query.ts';
import { targetOf } from './metric-target.ts';
import { fieldOf, hostKeys, isWritten, textOf, urlOf, type Value, type Written } from './written.ts';

/** A monitor of Datadog, whatever file it stands in: https://docs.datadoghq.com/api/latest/monitors/ */
export interface DatadogMonitor {
  id: string;
  format: string;
  name: Written;
  /** The whole definition. */
  span: Span;
  type?: string;
  query: Value;
  message: Value;
  /** As they are written: `team:shop`. */
  tags: Written[];
  /** 1 to 5. */
  priority?: Value;
  /** `notify_no_data`. */
  tellsNoData?: boolean;
  /** `on_missing_data`. */
  onMissingData?: string;
  /** Where it says that it is a draft, which notifies nobody. */
  draft?: Span;
  /** Where it is silenced as a whole, and until when, as written. */
  silenced?: { at: Span; until?: string };
}

/** What a Datadog monitor looks at, whom it tells and what it says. */
export function monitorCheck(monitor: DatadogMonitor): Check {
  const { id, format, name, span, query, type } = monitor;
  const observes = isWritten(query) ? observeQuery(query, type) : unreadQuery(query === undefined ? name.at : span);
  const { texts, recipients } = readMessage(monitor.message);
  const read = readAnnotations([...tagFields(monitor.tags), ...priorityField(monitor.priority)], texts);
  return {
    kind: 'alert',
    id,
    name: name.text,
    format,
    span,
    at: name.at,
    target: { ...targetOf(observes), keys: agentKeys(observes) },
    observes,
    silence: silenceOf(monitor),
    timing: {},
    state: stateOf(monitor),
    response: { ...read.response, ...(monitor.message === 'computed' && { unread: true as const }) },
    audience: { ...read.audience, recipients },
  };
}

function unreadQuery(at: Span): MetricObservation {
  return { via: 'metric', at, language: 'datadog', expression: '', reads: [], functions: [], age: false, ratio: false, absence: false, understood: false };
}

/** Monitors of the agent and of the host it runs on have the same target. */
function agentKeys(observes: Observation): string[] {
  const reads = observes.via === 'metric' ? observes.reads : [];
  const isHost = observes.via === 'process' || reads.some(({ metric }) => metric?.startsWith('system.'));
  return isHost ? ['datadog:hosts'] : [];
}

/** https://docs.datadoghq.com/monitors/configuration/#no-data */
function silenceOf({ tellsNoData, onMissingData, query }: DatadogMonitor): Check['silence'] {
  if (tellsNoData === true) return { is: 'red', because: '`notify_no_data` is on' };
  switch (onMissingData) {
    case 'show_and_notify_no_data':
      return { is: 'red', because: '`on_missing_data` notifies' };
    case 'show_no_data':
    case 'resolve':
      return { is: 'green', because: `\`on_missing_data: ${onMissingData}\` notifies nobody` };
    default: {
      // A count is taken to be 0 when nothing comes.
      const lowest = /<=?\s*([\d.]+)\s*$/.exec(textOf(query) ?? '')?.[1];
      if (/\.as_count\(\)|rollup\("?count/.test(textOf(query) ?? '')) {
        return Number(lowest) > 0 ? { is: 'red', because: 'a count without data is 0, and that meets the condition' } : { is: 'green', because: 'a count without data is 0' };
      }
      return { is: 'green', because: '`notify_no_data` is off, so the monitor keeps its last state' };
    }
  }
}

function stateOf({ draft, silenced }: Pick<DatadogMonitor, 'draft' | 'silenced'>): State {
  if (draft) return { is: 'disabled', at: draft, reason: 'draft' };
  return silenced ? { is: 'muted', ...silenced } : { is: 'enabled' };
}

/** `team:shop` is a label with a value; a tag without one says nothing about people. */
function tagFields(tags: readonly Written[]): Field[] {
  return tags.flatMap(({ text, at, part }) => {
    const colon = text.indexOf(':');
    return colon > 0 ? { key: text.slice(0, colon), value: text.slice(colon + 1), at, part } : [];
  });
}

function priorityField(priority: Value): Field[] {
  return isWritten(priority) && /^[1-5]$/.test(priority.text) ? [{ ...fieldOf('priority', priority), value: `P${priority.text}` }] : [];
}

/** Conditions of a message in which nobody hears the alarm: https://docs.datadoghq.com/monitors/notify/variables/ */
const HEARS: Record<string, Recipient['hears']> = {
  is_recovery: 'all-clear',
  is_alert_recovery: 'all-clear',
  is_warning_recovery: 'all-clear',
  is_no_data_recovery: 'all-clear',
  is_no_data: 'silence',
};

const PART = /\{\{([#^/])\s*(\w+)\b[^{}]*\}\}|(?<![\w.])@((?:\{\{(?![#^/])[^{}]*\}\}|[\w.:+/-])+(?:@[\w.-]+)?)/g;

/** The handles of a message, each with what it hears, and the words that a person reads when the alarm comes. */
function readMessage(message: Value): { texts: Field[]; recipients: Recipient[] | 'unknown' } {
  if (message === 'computed') return { texts: [], recipients: 'unknown' };
  if (message === undefined) return { texts: [], recipients: [] };
  const recipients: Recipient[] = [];
  const open: { name: string; sign: string }[] = [];
  let said = '';
  let from = 0;
  const hears = (): Recipient['hears'] => open.map(({ name, sign }) => (sign === '#' ? HEARS[name] : undefined)).find((found) => found !== undefined);
  const take = (to: number): void => {
    if (hears() !== 'all-clear') said += message.text.slice(from, to);
  };
  for (const match of message.text.matchAll(PART)) {
    const [whole, sign, name = '', handle] = match;
    const end = match.index + whole.length;
    take(match.index);
    from = end;
    if (handle === undefined) {
      if (sign === '/') open.pop();
      else if (sign !== undefined) open.push({ name, sign });
      continue;
    }
    const only = hears();
    const text = `@${handle.replace(/(?<![.,:;/])[.,:;/]+$/, '')}`;
    recipients.push({ text, at: message.part(match.index, end), ...(only !== undefined && { hears: only }) });
    // Whom to call is an instruction; whom Datadog tells is not.
    if (CALLS.test(said) && only === undefined) said += whole;
  }
  take(message.text.length);
  const words = said.replace(/[ \t]+/g, ' ').trim();
  return { texts: words === '' ? [] : [{ key: 'message', value: words, at: message.at, part: message.part }], recipients };
}

const CALLS = /\b(?:contact|call|page|ping|ask|tell|escalate to|reach out to|talk to)\s*(?::\s*)?$/i;

/** A synthetic test of Datadog: https://docs.datadoghq.com/api/latest/synthetics/ */
export interface DatadogTest {
  id: string;
  format: string;
  name: Written;
  span: Span;
  type?: string;
  subtype?: string;
  message: Value;
  tags: Written[];
  priority?: Value;
  /** Where it says `paused`. */
  paused?: Span;
  /** Seconds between two runs. */
  every?: number;
  requests: DatadogRequest[];
  /** The steps of a browser test, by their type: `goToUrl`, `assertPageContains`. */
  steps: { type: string; at: Span }[];
}

/** One request of a test and what is asserted of its answer. */
export interface DatadogRequest {
  at: Span;
  subtype?: string;
  url?: string;
  host?: string;
  port?: string;
  assertions: DatadogAssertion[];
  /** A step whose failure does not fail the test: `allowFailure`. */
  mayFail?: boolean;
}

export interface DatadogAssertion {
  type: string;
  operator: string;
  /** As written; absent where it is computed. */
  target?: string;
  at: Span;
}

/** What a Datadog synthetic test looks at, whom it tells and what it says. */
export function testCheck(test: DatadogTest): Check {
  const { id, format, name, span, every, paused } = test;
  const { texts, recipients } = readMessage(test.message);
  const read = readAnnotations([...tagFields(test.tags), ...priorityField(test.priority)], texts);
  const url = test.requests[0]?.url ?? test.requests[0]?.host;
  return {
    kind: 'synthetic',
    id,
    name: name.text,
    format,
    span,
    at: name.at,
    target: { name: url ?? name.text, keys: hostKeys(url) },
    observes: test.type === 'browser' ? observeBrowser(test) : observeRequests(test),
    silence: { is: 'unknown', because: 'nothing here says what happens when the test no longer runs' },
    timing: every === undefined ? {} : { every },
    state: paused ? { is: 'disabled', at: paused } : { is: 'enabled' },
    response: { ...read.response, ...(test.message === 'computed' && { unread: true as const }) },
    audience: { ...read.audience, recipients },
  };
}

function observeRequests({ requests, span, subtype }: DatadogTest): Observation {
  const looks = requests.filter(({ mayFail }) => !mayFail).map((request) => observeRequest(request, subtype));
  const [first] = looks;
  if (first && looks.length === 1) return first;
  return first ? { via: 'any-red', of: looks, at: span } : { via: 'reference', name: 'its steps', at: span };
}

function observeRequest(request: DatadogRequest, testSubtype: string | undefined): Leaf {
  const { at, host, port, assertions } = request;
  const place = { at, ...(host !== undefined && { host }), ...(port !== undefined && { port }) };
  const wanted = assertions.find(({ type }) => /body|receivedMessage|metadata|record|banner/i.test(type));
  const expects = wanted && (wanted.target ?? wanted.type);
  switch (request.subtype ?? testSubtype) {
    case 'ssl':
      return { via: 'certificate', at, ...(host !== undefined && { host }) };
    case 'dns':
      return { via: 'dns', at, ...(expects !== undefined && { expects }) };
    case 'icmp':
      return { via: 'ping', at, ...(host !== undefined && { host }) };
    case 'tcp':
    case 'udp':
    case 'websocket':
      return { via: 'tcp', ...place, ...(expects !== undefined && { expects }) };
    case 'grpc':
      return { via: 'grpc', at, ...(port !== undefined && { port }) };
    default:
      return observeHttp(request);
  }
}

function observeHttp({ at, url, assertions }: DatadogRequest): HttpObservation {
  const judged = assertions.some(({ type, operator, target }) => type === 'statusCode' && refusesErrors(operator, target));
  const body = assertions.find(({ type, operator }) => /^body/i.test(type) && !/^(?:doesNotContain|doesNotMatch|isNot|isUndefined)$/.test(operator));
  const forbidden = assertions.find(({ type, operator }) => /^body/i.test(type) && /^(?:doesNotContain|doesNotMatch|isNot)$/.test(operator));
  const read = body ?? forbidden;
  return {
    via: 'http',
    at,
    client: 'Datadog',
    url: url === undefined ? {} : urlOf(url),
    status: judged ? 'judged' : 'ignored',
    body: read ? { is: 'read', expects: read.target ?? read.type, at: read.at, ...(!body && { absent: true as const }) } : { is: 'ignored' },
    limit: 60,
  };
}

/** The assertion fails for a status of 500. */
function refusesErrors(operator: string, target: string | undefined): boolean {
  const status = Number(target);
  if (operator === 'isNot') return status === 500;
  if (operator === 'lessThan') return !(status > 500);
  if (operator === 'moreThan' || operator === 'moreThanOrEqual') return status >= 500;
  if (operator === 'lessThanOrEqual') return !(status >= 500);
  return true;
}

/** A browser test that asserts nothing fails only where a page or a button is not there. */
function observeBrowser({ steps, requests, span }: DatadogTest): Observation {
  const asserts = steps.find(({ type }) => /^assert/i.test(type));
  const url = requests[0]?.url;
  const acts = steps.some(({ type }) => !/^(?:goToUrl|wait|refresh|scroll|assert)/i.test(type));
  if (!asserts && acts) return { via: 'reference', name: 'what its steps find', at: span };
  return {
    via: 'http',
    at: asserts?.at ?? span,
    client: 'browser',
    url: url === undefined ? {} : urlOf(url),
    status: 'ignored',
    body: asserts ? { is: 'read', expects: asserts.type, at: asserts.at } : { is: 'ignored' },
    limit: 60,
  };
}

