import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { createKnowledge } from '../../src/knowledge/index.ts';
import { grafanaSilence } from '../../src/formats/common/grafana.ts';
import { FAULTS, type Assertion, type Check, type Comparator, type Observation, type Silence, type Span } from '../../src/model/index.ts';
import { notices, rowOf } from '../../src/reason/notices.ts';
import { observed } from './query.ts';

const at: Span = { path: '', start: 0, end: 0 };
const page = path.join(import.meta.dirname, '../../docs/drill.md');

function http(urlPath: string, more: { status?: 'judged' | 'ignored'; expects?: string } = {}): Observation {
  const body = more.expects === undefined ? { is: 'ignored' as const } : { is: 'read' as const, expects: more.expects, at };
  return { via: 'http', at, client: 'curl', url: { path: urlPath }, status: more.status ?? 'judged', body };
}

const command = (program: string, ...args: string[]): Observation => ({ via: 'command', at, program, arguments: args });
const person = (more: { expect?: string }): Observation => ({ via: 'person', at, look: 'the lamp', ...more });

/** A script whose requests end it when nobody answers, as those of a browser do. */
const script = (...of: Assertion['of'][]): Observation => ({ via: 'script', at, runner: 'playwright', visits: [], asserts: of.map((kind) => ({ of: kind, text: kind, at })), throws: true, open: false });

const handler = ({ answers, looks }: { answers: number[]; looks: number }): Observation => ({
  via: 'handler',
  at,
  path: '/health',
  asks: 'health',
  answers: answers.map((status) => ({ status, at, caught: false })),
  looks: Array.from({ length: looks }, () => ({ text: 'db.ping()', at })),
  throws: false,
});

const cloudwatch = (metric: string, operator: Comparator, threshold: number): Observation => ({
  via: 'metric',
  at,
  language: 'cloudwatch',
  expression: metric,
  reads: [{ metric, matchers: [], at }],
  functions: ['Sum'],
  comparison: { operator, threshold, at },
  age: false,
  ratio: false,
  absence: false,
  understood: true,
});

/** One row of the page for each kind of look. */
const LOOKS: [string, Observation][] = [
  ['a constant: `true`, `exit 0`', { via: 'constant', at, says: 'green', text: 'true' }],
  ['ping', { via: 'ping', at }],
  ['a TCP connection', { via: 'tcp', at }],
  ['a TCP connection, and what the other side says', { via: 'tcp', at, expects: 'SSH-2.0' }],
  ['a name server, any answer', { via: 'dns', at }],
  ['a name server, its answer compared', { via: 'dns', at, expects: '192.0.2.1' }],
  ['how long a certificate is valid', { via: 'certificate', at }],
  ['a process that is listed', { via: 'process', at }],
  ['a file that exists', { via: 'file', at, looks: 'exists' }],
  ['a file that is fresh', { via: 'file', at, looks: 'fresh' }],
  ['HTTP, any status accepted: `curl` without `--fail`', http('/ready', { status: 'ignored' })],
  ['HTTP, status judged, an address of one’s own', http('/ready')],
  ['HTTP, status judged, a static page: `/`', http('/')],
  ['HTTP, status judged, state only in the body: `/_cluster/health`', http('/_cluster/health')],
  ['HTTP, a state in the body compared', http('/health', { expects: '"status":"UP"' })],
  ['HTTP, other words in the body compared', http('/shop', { expects: 'Basket' })],
  ['gRPC health protocol', { via: 'grpc', at }],
  ['a self-check: `pg_isready`', command('pg_isready')],
  ['a self-check: `rabbitmq-diagnostics check_running`', command('rabbitmq-diagnostics', 'check_running')],
  ['a program that is not known', command('our-healthcheck')],
  ['`up == 0`', observed('up == 0')],
  ['`absent(up)`', observed('absent(up)')],
  ['an exporter that asks its server: `mysql_up == 0`', observed('mysql_up == 0')],
  ['`probe_success == 0`', observed('probe_success == 0')],
  ['a fault lamp: `node_md_degraded > 0`', observed('node_md_degraded > 0')],
  ['the same lamp `or absent(…)`', observed('node_md_degraded > 0 or absent(node_md_degraded)')],
  ['a rate of errors', observed('rate(shop_errors_total[5m]) > 1')],
  ['a latency', observed('histogram_quantile(0.9, rate(shop_request_duration_seconds_bucket[5m])) > 1')],
  ['the age of the last success', observed('time() - shop_last_success_timestamp_seconds > 900')],
  ['a plain reading', observed('shop_queue_depth > 100')],
  ['a script that asserts what a page says', script('content')],
  ['a script that asserts a status only', script('status')],
  ['a script that only visits', script()],
  ['the service’s own code: it looks, and the status follows', handler({ answers: [200, 503], looks: 1 })],
  ['the service’s own code: it looks, and only the body follows', handler({ answers: [200], looks: 1 })],
  ['the service’s own code: the same answer always', handler({ answers: [200], looks: 0 })],
  ['an alarm of AWS on a lamp: `StatusCheckFailed > 0`', cloudwatch('AWS/EC2:StatusCheckFailed', '>', 0)],
  ['an alarm of AWS on errors: `Errors > 5`', cloudwatch('AWS/Lambda:Errors', '>', 5)],
  ['a person’s step with what to expect', person({ expect: 'steady green' })],
  ['a person’s step without', person({})],
];

/** One row for each setting for missing data. */
const SETTINGS: [string, Silence][] = [
  ['Grafana: `noDataState: NoData`, the default', grafanaSilence()],
  ['Grafana: `noDataState: Alerting`', grafanaSilence('Alerting', 'Error')],
  ['Grafana: `noDataState: OK`', grafanaSilence('OK', 'Error')],
  ['Grafana: `noDataState: KeepLast`', grafanaSilence('KeepLast', 'Error')],
  ['Grafana: `noDataState: Alerting`, `execErrState: OK`', grafanaSilence('Alerting', 'OK')],
];

it('docs/drill.md shows what settings for missing data do', async () => {
  const rows = SETTINGS.map(([name, silence]) => {
    const [plain, absent] = ['rate(shop_errors_total[5m]) > 1', 'absent(shop_errors_total)'].map((query) => notices(checkOf(observed(query), silence), createKnowledge()).silent.verdict);
    return `| ${name} | ${plain} | ${absent} | ${silence.because} |\n`;
  });
  const table = `| setting | a rate of errors | \`absent(…)\` | because |\n| --- | --- | --- | --- |\n${rows.join('')}`;
  const text = readFileSync(page, 'utf8').replace(/(<!-- silence: begin -->\n)[\s\S]*(<!-- silence: end -->)/, `$1\n${table.replaceAll('$', '$$$$')}\n$2`);
  await expect(text).toMatchFileSnapshot(page);
});

function checkOf(observes: Observation, silence: Silence): Check {
  return {
    kind: 'alert', id: '', name: '', format: '', span: at, at, target: { name: '', keys: [] }, observes, silence, timing: {}, state: { is: 'enabled' },
    response: { texts: [], runbooks: [], links: [] }, audience: { recipients: 'unknown' },
  };
}

it('docs/drill.md shows the verdicts that the code gives', async () => {
  const knowledge = createKnowledge();
  const rows = LOOKS.map(([name, observation]) => {
    const row = rowOf(observation, knowledge);
    return `| ${name} | ${FAULTS.map((fault) => row[fault].verdict).join(' | ')} |\n`;
  });
  const table = `| look | ${FAULTS.join(' | ')} |\n| --- |${' --- |'.repeat(FAULTS.length)}\n${rows.join('')}`;
  const text = readFileSync(page, 'utf8').replace(/(<!-- drill: begin -->\n)[\s\S]*(<!-- drill: end -->)/, `$1\n${table.replaceAll('$', '$$$$')}\n$2`);
  await expect(text).toMatchFileSnapshot(page);
});
