import { defineFormat } from '../format.ts';
import type { Check, Comparator, Leaf, Observation, Recipient, Span } from '../model/index.ts';
import type { MonitFile, MonitService, MonitWord } from '../syntax/monit.ts';
import { uniqueIds } from './common/ids.ts';

/** Services that monit checks: processes, files, hosts, programs; and what it does then. */
export default defineFormat<(text: string) => MonitFile>({
  id: 'monit',
  title: 'monit services',
  docs: 'https://mmonit.com/monit/documentation/monit.html',
  globs: ['**/{monit,monitrc,*.monit,*.monitrc}', '**/*monit*/**/*.{conf,cfg}', '**/*monit*.{conf,cfg}'],
  sign: /^[ \t]*check[ \t]+(?:process|file|fifo|filesystem|device|directory|host|system|program|network|remote)\b/im,
  parsers: async () => (await import('../syntax/monit.ts')).parseMonit,
  claims: ({ text }) => !text.includes('<%') && !text.includes('{%'),
  *read({ path, text }, parseMonit) {
    const idOf = uniqueIds();
    const file = parseMonit(text);
    const told = file.settings.flatMap((statement) => addressesIn(statement, 'set alert', path));
    for (const service of file.services) yield checkOf(service, told, path, idOf);
  },
});

function checkOf(service: MonitService, told: readonly Recipient[], path: string, idOf: (id: string) => string): Check {
  const { type, name, start, end } = service;
  const automatic = automaticOf(service);
  const own = service.statements.flatMap((statement) => addressesIn(statement, 'alert', path));
  const recipients = [...own, ...told];
  return {
    kind: automatic === undefined ? 'synthetic' : 'probe',
    id: idOf(`monit:${name.text}`),
    name: `check ${type} ${name.text}`,
    format: 'monit',
    span: { path, start, end },
    at: { path, start: name.start, end: name.end },
    target: { name: `${type} ${name.text}`, keys: [`monit:${name.text}`] },
    observes: observe(service, path),
    silence: { is: 'unknown', because: 'nothing here says who notices when monit itself is gone' },
    timing: {},
    state: { is: 'enabled' },
    response: { texts: [], runbooks: [], links: [], ...(automatic !== undefined && { automatic }) },
    audience: { recipients: recipients.length > 0 ? recipients : 'unknown' },
  };
}

function words(statement: readonly MonitWord[]): string {
  return statement.map(({ text }) => text).join(' ').toLowerCase();
}

function addressesIn(statement: readonly MonitWord[], head: string, path: string): Recipient[] {
  if (!words(statement).startsWith(`${head} `)) return [];
  return statement.filter(({ text }) => /^[^@\s]+@[^@\s]+$/.test(text)).map(({ text, start, end }) => ({ text, at: { path, start, end } }));
}

/** A process that has a start program is started again when it is gone, whatever else is said. */
function automaticOf({ type, statements }: MonitService): 'restart' | 'run' | undefined {
  const said = statements.map(words);
  if (said.some((text) => /^if\b.*\bthen (?:restart|start|reload)\b/.test(text)) || (type === 'process' && said.some((text) => /^(?:re)?start\b/.test(text)))) return 'restart';
  return said.some((text) => /^if\b.*\bthen exec\b/.test(text)) ? 'run' : undefined;
}

function observe(service: MonitService, path: string): Observation {
  const tests = service.statements.filter(([first]) => first?.text.toLowerCase() === 'if').flatMap((statement) => testOf(statement, service, path) ?? []);
  const base = baseOf(service, path, tests);
  const looks = [...(base ? [base] : []), ...tests];
  const [first] = looks;
  const at = { path, start: service.start, end: service.end };
  if (first && looks.length === 1) return first;
  return first ? { via: 'any-red', of: looks, at } : { via: 'reference', name: 'what its tests look at', at };
}

/** What is looked at without being asked for: that the process runs, that the file is there. */
function baseOf({ type, name, statements }: MonitService, path: string, tests: readonly Leaf[]): Leaf | undefined {
  const [head = []] = statements;
  const at = spanOf(head, path);
  const named = (after: RegExp): string | undefined => head[head.findIndex(({ text }) => after.test(text)) + 1]?.text;
  switch (type) {
    case 'process':
      return { via: 'process', at, name: name.text };
    case 'program':
      return { via: 'command', program: named(/^path$/i)?.split(/\s+/)[0] ?? name.text, arguments: [null], at };
    case 'file':
    case 'fifo':
    case 'directory': {
      const file = named(/^path$/i);
      return tests.some(({ via }) => via === 'file') ? undefined : { via: 'file', looks: 'exists', at, ...(file !== undefined && { path: file }) };
    }
    default:
      return undefined;
  }
}

/** One test; nothing for those that count restarts or repeat what is looked at anyway. */
function testOf(statement: readonly MonitWord[], service: MonitService, path: string): Leaf | undefined {
  const end = statement.findIndex(({ text, quoted }) => !quoted && text.toLowerCase() === 'then');
  const test = statement.slice(1, end < 0 ? undefined : end);
  const text = words(test);
  const at = spanOf(statement, path);
  if (/^(?:does not exist|not exist|not running|\d+ restarts?)/.test(text) || (service.type === 'program' && text.startsWith('status'))) return undefined;
  if (text.startsWith('failed')) return connectionOf(test, service, at);
  if (service.type === 'file' && /^(?:changed|timestamp|mtime|checksum|failed checksum|size|content|match|not match|content)/.test(text)) {
    return { via: 'file', looks: /^(?:timestamp|mtime)/.test(text) ? 'fresh' : 'content', at };
  }
  const [, metric = text, operator, threshold] = /^(.*?)(?<!\s)\s*(==|!=|>=|<=|>|<|=)\s*(\d+(?:\.\d+)?)/.exec(text) ?? [];
  const comparison = operator === undefined ? {} : { comparison: { operator: (operator === '=' ? '==' : operator) as Comparator, threshold: Number(threshold), at } };
  return { via: 'metric', at, language: 'other', expression: text, reads: [{ metric, matchers: [], at }], functions: [], age: false, ratio: false, absence: false, understood: true, ...comparison };
}

/** `failed host h port 80 protocol http request "/x" content = "ok"` */
function connectionOf(test: readonly MonitWord[], service: MonitService, at: Span): Leaf {
  const after = (...keys: string[]): string | undefined => {
    const index = test.findIndex(({ text, quoted }) => !quoted && keys.includes(text.toLowerCase()));
    if (index < 0) return undefined;
    return test.slice(index + 1).find(({ text }) => !/^(?:=|==)$/.test(text))?.text;
  };
  const text = words(test);
  const address = /^address$/i;
  const [head = []] = service.statements;
  const host = after('host') ?? (service.type === 'host' ? (head[head.findIndex((word) => address.test(word.text)) + 1]?.text ?? service.name.text) : undefined);
  const url = after('url');
  const protocol = (after('protocol', 'proto') ?? (url === undefined ? undefined : 'http'))?.toLowerCase();
  const port = after('port');
  if (/\b(?:ping6?|ping4|icmp)\b/.test(text)) return { via: 'ping', at, ...(host !== undefined && { host }) };
  if (/^https?$/.test(protocol ?? '') || protocol?.startsWith('apache') === true) {
    const content = after('content');
    const request = after('request') ?? url ?? '/';
    const status = after('status');
    return {
      via: 'http',
      at,
      client: 'monit',
      url: { ...(host !== undefined && { host }), ...(port !== undefined && { port }), path: request.startsWith('/') ? request : `/${request.split('/').slice(3).join('/')}` },
      status: Number(status) >= 500 ? 'ignored' : 'judged',
      body: content === undefined ? { is: 'ignored' } : { is: 'read', expects: content, at },
      limit: 5,
    };
  }
  if (/\bcertificate\b/.test(text) && protocol === undefined) return { via: 'certificate', at, ...(host !== undefined && { host }) };
  const expects = after('expect') ?? (protocol === undefined || protocol === 'default' ? undefined : `an answer in ${protocol.toUpperCase()}`);
  if (port === undefined && after('unixsocket') === undefined) return { via: 'file', looks: 'content', at };
  return { via: 'tcp', at, ...(host !== undefined && { host }), ...(port !== undefined && { port }), ...(expects !== undefined && { expects }) };
}

function spanOf(statement: readonly MonitWord[], path: string): Span {
  return { path, start: statement[0]?.start ?? 0, end: statement.at(-1)?.end ?? 0 };
}
