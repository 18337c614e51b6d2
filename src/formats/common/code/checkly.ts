import type { Document } from '../../../document.ts';
import type { Surroundings } from '../../../format.ts';
import type { Assertion, Audience, Check, Item, Observation, Recipient, Response, Silence, Span, State, Target } from '../../../model/index.ts';
import { parseTypescript, type Program } from '../../../syntax/typescript.ts';
import { urlOf } from '../command/url.ts';
import { uniqueIds } from '../ids.ts';
import { spanOf } from './assertions.ts';
import { exportedBy, instancesIn, type Instance } from './instances.ts';
import { pathFrom } from '../path.ts';
import { modulesAround, programIn } from './modules.ts';
import { playwrightScript } from './playwright-script.ts';
import { argumentOf, chainOf, exportOf, isAbsent, itemsOf, literalOf, propertyOf, scopeOf, textOf, type Chain, type Modules, type Value } from './values.ts';

const MODULE = 'checkly/constructs';

/** Constructs that are checks. https://www.checklyhq.com/docs/constructs/overview/ */
const CHECKS = new Set(['ApiCheck', 'BrowserCheck', 'MultiStepCheck', 'UrlMonitor', 'TcpMonitor', 'TcpCheck', 'DnsMonitor', 'IcmpMonitor', 'HeartbeatMonitor', 'HeartbeatCheck', 'PlaywrightCheck', 'SslMonitor', 'GrpcMonitor']);

/** The checks of a file. */
export function* checklyItems(document: Document, around: Surroundings): Generator<Item> {
  const program = programIn(document);
  if (!('tree' in program)) {
    yield { kind: 'skip', path: document.path, reason: `cannot be read as TypeScript: ${program.message}` };
    return;
  }
  const modules = modulesAround(around);
  const idOf = uniqueIds();
  const defaults = projectDefaults(document.path, around, modules);
  for (const instance of instancesIn(program, modules, exportedBy((module, name) => module === MODULE && CHECKS.has(name)))) {
    yield checkOf(instance, { around, defaults, idOf });
  }
}

interface Context {
  around: Surroundings;
  /** `checks` of the project's configuration. */
  defaults: Value | undefined;
  idOf: (id: string) => string;
}

function checkOf(instance: Instance, { around, defaults, idOf }: Context): Check {
  const { call, at } = instance;
  const props = argumentOf(call, 1);
  const of = (name: string): Value | undefined => (props ? propertyOf(props, name) : undefined);
  const logicalId = textOf(argumentOf(call, 0));
  const name = textOf(of('name')) ?? logicalId ?? instance.name;
  const span = spanOf(at, instance.program);
  const group = groupOf(of);
  const groupProps = group?.is === 'call' ? argumentOf(group, 1) : undefined;
  const settings = [props, groupProps, defaults].filter((value): value is Value => value !== undefined);
  return {
    kind: 'synthetic',
    id: idOf(`checkly:${logicalId ?? name}`),
    name,
    format: 'checkly',
    span,
    at: spanOf(at.type === 'NewExpression' || at.type === 'CallExpression' ? at.callee : at, instance.program),
    target: targetOf(instance, of),
    observes: observationOf(instance, of, around),
    silence: SILENCE[instance.name] ?? UNATTENDED,
    timing: {},
    state: stateOf(settings),
    response: responseOf(of('description')),
    audience: audienceOf(settings, isAbsent(group) || groupProps !== undefined),
  };
}

/** `group`, or `groupId: group.ref()` of older versions. */
function groupOf(of: (name: string) => Value | undefined): Value | undefined {
  const id = of('groupId');
  return id?.is === 'call' && id.callee.is === 'member' && id.callee.name === 'ref' ? id.callee.of : (of('group') ?? id);
}

const UNATTENDED: Silence = { is: 'unknown', because: 'nothing here says what happens when Checkly itself does not run' };
const SILENCE: Readonly<Record<string, Silence>> = {
  HeartbeatMonitor: { is: 'red', because: 'a heartbeat that does not come in time is what it waits for' },
  HeartbeatCheck: { is: 'red', because: 'a heartbeat that does not come in time is what it waits for' },
};

function targetOf(instance: Instance, of: (name: string) => Value | undefined): Target {
  const request = of('request');
  const address = request && (textOf(propertyOf(request, 'url')) ?? textOf(propertyOf(request, 'hostname')));
  const host = address === undefined ? undefined : (/^[a-z]+:\/\/([^/:?#]+)/i.exec(address)?.[1] ?? address);
  return host === undefined || host.includes('…') ? { name: textOf(of('name')) ?? instance.name, keys: [] } : { name: host, keys: [`host:${host.toLowerCase()}`] };
}

function observationOf(instance: Instance, of: (name: string) => Value | undefined, around: Surroundings): Observation {
  const at = spanOf(instance.at, instance.program);
  const request = of('request');
  const property = (name: string): Value | undefined => (request ? propertyOf(request, name) : undefined);
  switch (instance.name) {
    case 'ApiCheck':
    case 'UrlMonitor':
      return httpObservation(instance, property, of, at);
    case 'TcpMonitor':
    case 'TcpCheck': {
      const reads = assertionsOf(property('assertions'), instance.program).find((assertion) => assertion.of === 'content');
      return { via: 'tcp', at, ...(reads && { expects: reads.text }) };
    }
    case 'DnsMonitor': {
      const [reads] = assertionsOf(property('assertions'), instance.program).filter((assertion) => assertion.of !== 'time');
      return { via: 'dns', at, ...(reads && { expects: reads.text }) };
    }
    case 'IcmpMonitor':
      return { via: 'ping', at };
    case 'HeartbeatMonitor':
    case 'HeartbeatCheck':
      return { via: 'reference', at, name: 'whoever sends the heartbeat' };
    case 'SslMonitor': {
      const host = textOf(property('hostname'));
      return { via: 'certificate', at, ...(host !== undefined && { host }) };
    }
    case 'GrpcMonitor':
      return grpcObservation(property, at);
    default:
      return scriptOf(of('code'), around, at);
  }
}

/** A call of one method asks more than the health protocol, and what it asks is not read here. https://www.checklyhq.com/docs/constructs/grpc-monitor/ */
function grpcObservation(property: (name: string) => Value | undefined, at: Span): Observation {
  const config = property('grpcConfig');
  if (!config || textOf(propertyOf(config, 'mode')) !== 'HEALTH') return { via: 'reference', at, name: 'a gRPC method' };
  const [service, port] = [textOf(propertyOf(config, 'service')), literalOf(property('port'))];
  return { via: 'grpc', at, ...(service !== undefined && { service }), ...(typeof port === 'number' && { port: String(port) }) };
}

/** `maxResponseTime` as it is by default: https://www.checklyhq.com/docs/constructs/api-check/ and https://www.checklyhq.com/docs/constructs/url-monitor/ */
const SECONDS_TO_ANSWER = { ApiCheck: 20, UrlMonitor: 5 };

function httpObservation(instance: Instance, property: (name: string) => Value | undefined, of: (name: string) => Value | undefined, at: Span): Observation {
  const address = property('url');
  const url = textOf(address);
  const asserts = assertionsOf(property('assertions'), instance.program);
  const sound = asserts.filter(({ flaw }) => flaw === undefined);
  const content = sound.find((assertion) => assertion.of === 'content');
  return {
    via: 'http',
    at: address ? spanOf(address.node, address.scope.program) : at,
    client: 'Checkly',
    url: url === undefined || url.includes('…') ? {} : urlOf(url),
    // A status of 400 and above fails the check by itself, unless it should fail.
    status: literalOf(of('shouldFail')) === true && !sound.some((assertion) => assertion.of === 'status') ? 'ignored' : 'judged',
    body: content ? { is: 'read', expects: content.text, at: content.at } : { is: 'ignored' },
    asserts,
    limit: instance.name === 'UrlMonitor' ? SECONDS_TO_ANSWER.UrlMonitor : SECONDS_TO_ANSWER.ApiCheck,
  };
}

/** `AssertionBuilder.statusCode().equals(200)`: where it looks, and how it compares. */
export function assertionsOf(list: Value | undefined, fallback: Program): Assertion[] {
  if (list === undefined || isAbsent(list)) return [];
  return itemsOf(list).map((item): Assertion => {
    const node = item?.node ?? list.node;
    const program = item?.scope.program ?? fallback;
    const text = program.text.slice(...node.range).replace(/\s+/g, ' ');
    const at = spanOf(node, program);
    const chain = item && chainOf(item);
    if (!chain) return { of: 'unknown', text, at };
    return { text, at, ...readingOf(chain) };
  });
}

const SOURCES: Readonly<Record<string, Assertion['of']>> = {
  statusCode: 'status',
  responseCode: 'status',
  jsonBody: 'content',
  textBody: 'content',
  headers: 'content',
  responseData: 'content',
  jsonAnswer: 'content',
  textAnswer: 'content',
  responseTime: 'time',
  latency: 'time',
};

function readingOf({ links }: Chain): Pick<Assertion, 'of' | 'flaw'> {
  const source = links.find(({ name }) => Object.hasOwn(SOURCES, name));
  const of = source ? SOURCES[source.name] : undefined;
  if (of === undefined) return { of: 'unknown' };
  const comparison = links.at(-1);
  const limit = comparison?.call && literalOf(argumentOf(comparison.call, 0));
  if (of !== 'status' || typeof limit !== 'number') return { of };
  const takesErrors = (comparison?.name === 'lessThan' && limit > 500) || (comparison?.name === 'greaterThan' && limit < 500) || (comparison?.name === 'notEquals' && limit < 400);
  return takesErrors ? { of, flaw: { is: 'any', because: 'an answer with an error meets it as well' } } : { of };
}

function scriptOf(code: Value | undefined, around: Surroundings, at: Span): Observation {
  const unread: Observation = { via: 'script', at, runner: 'playwright', visits: [], asserts: [], throws: true, open: true };
  const modules = modulesAround(around);
  const content = code && propertyOf(code, 'content');
  const text = textOf(content);
  if (content && text !== undefined) return writtenScript(text, content, modules) ?? unread;
  const entry = code && fileIn(propertyOf(code, 'entrypoint'));
  const document = entry === undefined ? undefined : around.document(entry);
  const program = document && programIn(document);
  if (!program || !('tree' in program)) return unread;
  return { ...playwrightScript(program, modules), at };
}

/** A script that is a text of the program: all that is found in it stands where the text does. */
function writtenScript(text: string, { node, scope }: Value, modules: Modules): Observation | undefined {
  const program = parseTypescript(scope.program.path, text);
  if (!('tree' in program)) return undefined;
  const at = spanOf(node, scope.program);
  const script = playwrightScript(program, modules);
  return { ...script, at, asserts: script.asserts.map(({ flaw, ...assertion }) => ({ ...assertion, at, ...(flaw && { flaw: { ...flaw, at } }) })) };
}

/** The file that a path leads to from the one that it is written in: `'./home.spec.ts'`, or `path.join(__dirname, 'home.spec.ts')`. */
function fileIn(value: Value): string | undefined {
  const from = value.scope.program.path;
  const plain = textOf(value);
  if (plain !== undefined) return pathFrom(from, plain);
  const chain = chainOf(value);
  if (value.is !== 'call' || !/^(?:node:)?path$/.test(chain?.module ?? '') || !/^(?:join|resolve)$/.test(chain?.links.at(-1)?.name ?? '')) return undefined;
  const [folder, ...parts] = value.node.arguments.map((_, index) => argumentOf(value, index));
  const texts = parts.map(textOf);
  const isHere = folder?.is === 'global' ? folder.name === '__dirname' : folder && /^import\.meta\.dirname$/.test(folder.scope.program.text.slice(...folder.node.range));
  return isHere === true && !texts.includes(undefined) ? pathFrom(from, texts.join('/')) : undefined;
}

function stateOf(settings: readonly Value[]): State {
  for (const [key, bad, is] of [['activated', false, 'disabled'], ['muted', true, 'muted']] as const) {
    for (const value of settings) {
      const setting = propertyOf(value, key);
      if (isAbsent(setting)) continue;
      if (literalOf(setting) === bad) return { is, at: spanOf(setting.node, setting.scope.program) };
      break;
    }
  }
  return { is: 'enabled' };
}

/** Checkly writes the alert from the result; a description is the only place for words of one's own, and few use it. */
function responseOf(description: Value | undefined): Response {
  const value = textOf(description);
  if (value === undefined || !description) return { texts: [], runbooks: [], links: [], unread: true };
  return { texts: [{ role: 'description', key: 'description', value, at: spanOf(description.node, description.scope.program) }], runbooks: [], links: [] };
}

/** Whom the check, its group or the project's defaults name; nobody is told without a channel, but the account may have one for all. */
function audienceOf(settings: readonly Value[], isGroupKnown: boolean): Audience {
  const lists = settings.map((value) => propertyOf(value, 'alertChannels')).filter((value) => !isAbsent(value));
  if (lists.length === 0) return { recipients: 'unknown' };
  const recipients = lists.flatMap(itemsOf).map((channel) => (channel ? recipientOf(channel) : undefined));
  const told = recipients.filter((recipient): recipient is Recipient => recipient !== undefined);
  return { recipients: recipients.includes(undefined) || (told.length === 0 && !isGroupKnown) ? 'unknown' : told };
}

const ADDRESS_KEYS = ['address', 'channel', 'phoneNumber', 'serviceName', 'name', 'account', 'url'];

function recipientOf(channel: Value): Recipient | undefined {
  if (channel.is !== 'call') return undefined;
  const name = chainOf(channel.callee)?.links.at(-1)?.name ?? 'channel';
  const props = argumentOf(channel, 1);
  const address = props && ADDRESS_KEYS.map((key) => textOf(propertyOf(props, key))).find((text) => text !== undefined);
  const hears = props && literalOf(propertyOf(props, 'sendFailure')) === false ? ({ hears: 'all-clear' } as const) : {};
  const text = [name.replace(/AlertChannel$/, ''), address].filter((part) => part !== undefined && part !== '').join(' ');
  return { text, at: spanOf(channel.node, channel.scope.program), ...hears };
}

/** `checks` of the nearest `checkly.config`, by which every check of the project is filled up. */
function projectDefaults(from: string, around: Surroundings, modules: Modules): Value | undefined {
  const parts = from.split('/').slice(0, -1);
  for (let length = parts.length; length >= 0; length -= 1) {
    const folder = parts.slice(0, length).join('/');
    const config = around.folder(folder).find(({ path }) => /(?:^|\/)checkly\.config\.[cm]?[jt]s$/.test(path));
    const program = config && programIn(config);
    if (!program || !('tree' in program)) continue;
    const exported = exportOf('default', scopeOf(program, modules));
    const settings = exported?.is === 'call' ? argumentOf(exported, 0) : exported;
    return settings && propertyOf(settings, 'checks');
  }
  return undefined;
}
