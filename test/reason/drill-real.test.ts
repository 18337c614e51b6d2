import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer as createTcpServer, type Server as TcpServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { observeArguments, observeScript } from '../../src/formats/common/command.ts';
import { createKnowledge } from '../../src/knowledge/index.ts';
import type { Fault, Observation } from '../../src/model/index.ts';
import { rowOf } from '../../src/reason/notices.ts';
import { parseShell } from '../../src/syntax/shell.ts';

/**
 * The drill against real programs. A target on this machine is broken in five ways, the command line of a check is run
 * by its true shell and client, and its exit status must be what the drill worked out on paper. A run that takes too long
 * is ended, as an engine ends a check, and is red. `unknown` promises nothing and is not run.
 */
const PATIENCE = 15_000;
/** For a run that is expected to hang; the lines that do not have limits of 1.5 seconds. */
const PATIENCE_FOR_HANGING = 3500;
const FAULTS = ['gone', 'stuck', 'failing', 'degraded', 'wrong'] as const;
type Condition = Exclude<Fault, 'silent'> | 'well';

const folder = mkdtempSync(path.join(tmpdir(), 'vigilint-drill-'));
const knowledge = createKnowledge();
const servers: (Server | TcpServer)[] = [];
/** The port where the target is in a condition. */
const web = new Map<Condition, number>();
const redis = new Map<Condition, number>();
const processes: ChildProcess[] = [];

const installed = (program: string): boolean => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;

async function listen(server: Server | TcpServer): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  servers.push(server);
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

/** A port where nobody listens: one that was just given back. */
async function deadPort(): Promise<number> {
  const port = await listen(createTcpServer());
  servers.pop()?.close();
  return port;
}

/** `/` is a page, `/_cluster/health` tells its state in the body, `/_up` in the status, as in the knowledge base. */
function website(condition: Condition): Server {
  return createHttpServer((request, response) => {
    const page = request.url ?? '/';
    if (condition === 'failing') response.writeHead(500).end('<h1>Internal Server Error</h1>');
    else if (condition === 'wrong') response.writeHead(200).end('<h1>Please log in</h1>');
    else if (page === '/_up') response.writeHead(condition === 'degraded' ? 404 : 200).end('{}');
    else if (page === '/_cluster/health') response.writeHead(200).end(`{"status":"${condition === 'degraded' ? 'red' : 'green'}"}`);
    else response.writeHead(200).end('<h1>Welcome</h1>');
  });
}

const ANSWERS: Partial<Record<Condition, string>> = { well: '+PONG\r\n', failing: '-NOAUTH Authentication required.\r\n', degraded: '-LOADING Redis is loading the dataset in memory\r\n', wrong: '+QUEUED\r\n' };

function redisLike(condition: Condition): TcpServer {
  return createTcpServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', () => socket.write(ANSWERS[condition] ?? ''));
  });
}

/** A process whose arguments hold a word that nothing else on the machine has. */
function worker(condition: 'well' | 'stuck'): void {
  const child = spawn('bash', ['-c', `exec -a vigilint-worker-${condition} sleep 60`], { stdio: 'ignore' });
  processes.push(child);
  if (condition === 'stuck') setTimeout(() => child.kill('SIGSTOP'), 300);
}

beforeAll(async () => {
  for (const condition of ['well', 'failing', 'degraded', 'wrong'] as const) {
    web.set(condition, await listen(website(condition)));
    redis.set(condition, await listen(redisLike(condition)));
  }
  const silent = (): TcpServer => createTcpServer((socket) => socket.on('error', () => undefined));
  web.set('stuck', await listen(silent()));
  redis.set('stuck', await listen(silent()));
  web.set('gone', await deadPort());
  redis.set('gone', await deadPort());
  worker('well');
  worker('stuck');
  for (const [name, age] of [['well', -600], ['stuck', 3600]] as const) {
    const file = path.join(folder, name);
    writeFileSync(file, 'status=ok\n');
    utimesSync(file, Date.now() / 1000 - age, Date.now() / 1000 - age);
  }
  await new Promise((resolve) => setTimeout(resolve, 500));
});

afterAll(() => {
  for (const child of processes) child.kill('SIGKILL');
  for (const server of servers) server.close();
  rmSync(folder, { recursive: true });
});

/** Exit status 0 within the check's patience. */
async function isGreen(command: string, args: readonly string[], patience = PATIENCE): Promise<boolean> {
  const env = { PATH: process.env.PATH ?? '', HOME: folder, PYENV_ROOT: process.env.PYENV_ROOT ?? path.join(homedir(), '.pyenv'), no_proxy: '*', NO_PROXY: '*', LANG: 'C' };
  const child = spawn(command, args, { stdio: 'ignore', env, cwd: folder, detached: true });
  const ended = await new Promise<number | null>((resolve) => {
    const timer = setTimeout(() => { resolve(null); }, patience);
    const end = (code: number | null) => {
      clearTimeout(timer);
      resolve(code);
    };
    child.on('error', () => { end(127); });
    child.on('exit', (code) => { end(code); });
  });
  if (ended === null && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  return ended === 0;
}

const sourceOf = (text: string) => ({ path: '', text, whole: { path: '', start: 0, end: text.length }, offsetOf: (index: number) => index });

/** What the drill says of each fault, and what the program really said, for those that the drill is sure of. */
async function compare(observation: Observation, conditions: readonly Condition[], run: (condition: Condition, patience: number) => Promise<boolean>): Promise<{ paper: object; real: object }> {
  const row = rowOf(observation, knowledge);
  const sure = conditions.filter((condition) => condition === 'well' || row[condition].verdict !== 'unknown');
  const patience = (condition: Condition) => (condition === 'stuck' && row.stuck.verdict === 'red' ? PATIENCE_FOR_HANGING : PATIENCE);
  const paper: Record<string, string> = {};
  const real: Record<string, string> = {};
  const one = async (condition: Condition): Promise<void> => {
    paper[condition] = condition === 'well' ? 'green' : row[condition].verdict;
    real[condition] = (await run(condition, patience(condition))) ? 'green' : 'red';
  };
  // What hangs costs time and no work, so the others run beside it, one by one.
  const hanging = sure.includes('stuck') ? one('stuck') : undefined;
  for (const condition of sure) if (condition !== 'stuck') await one(condition);
  await hanging;
  return { paper, real };
}

const WEB = [
  'curl -s http://HOST/',
  'curl -s http://HOST/_cluster/health',
  'curl -sf http://HOST/',
  'curl -sf http://HOST/_cluster/health',
  'curl -sf http://HOST/_up',
  'curl --fail-with-body -so /dev/null http://HOST/_up',
  'curl -s -m 1.5 http://HOST/ || exit 1',
  'curl -s -m 1.5 http://HOST/ || true',
  'curl -s http://HOST/ || true',
  'curl -s http://HOST/; exit 0',
  'curl -sf -m 1.5 http://HOST/; exit 0',
  'curl -sf http://HOST/; exit $?',
  'curl -sf http://HOST/ || echo bad',
  'curl -sf http://HOST/ | cat',
  'curl -sf -m 1.5 http://HOST/ | cat',
  'curl -s http://HOST/_cluster/health | grep -q \'"status":"green"\'',
  'curl -s http://HOST/_cluster/health | grep -vq \'"status":"red"\'',
  'curl -sf http://HOST/_cluster/health | grep -vq \'"status":"red"\'',
  '[ "$(curl -s -o /dev/null -w "%{http_code}" http://HOST/_up)" = 200 ]',
  'test "$(curl -s -o /dev/null -w "%{http_code}" http://HOST/_up)" -eq 200 || exit 1',
  '[ "$(curl -s -m 1.5 -o /dev/null -w "%{http_code}" http://HOST/_up)" != 000 ]',
  'if ! curl -sf http://HOST/_up; then exit 1; fi',
  'x=$(curl -s http://HOST/_cluster/health); if [ -z "$x" ]; then exit 1; fi',
  'x=$(curl -s http://HOST/_cluster/health); echo "$x" | grep -q green',
  'set -e; curl -sf http://HOST/_up; true',
  'curl -sf http://HOST/_up; true',
  'timeout 1.5 curl -sf http://HOST/_up',
  'timeout 1.5 curl -sf http://HOST/_up || true',
  "timeout 1.5 sh -c 'curl -sf http://HOST/_up' || true",
  'curl -sf http://HOST/_up &',
  'curl -sf http://HOST/_up && echo fine || exit 1',
  'curl -sf http://HOST/_up && echo fine || echo bad',
  'curl -sI http://HOST/_up | head -n 1 | grep -q 200',
  'wget -q --spider http://HOST/_up',
  'wget -q -O /dev/null http://HOST/',
  'wget -qO- http://HOST/_cluster/health | grep -q green',
  'wget -q --tries=1 --spider http://HOST/_up || exit 1',
  'curl -s http://HOST/_cluster/health | jq -e \'.status == "green"\'',
  'curl -s http://HOST/_cluster/health | jq -e \'.status == "green"\' > /dev/null 2>&1',
  'nc -z 127.0.0.1 PORT',
  'nc -z -w 1 127.0.0.1 PORT || exit 1',
  "bash -c ':> /dev/tcp/127.0.0.1/PORT' || exit 1",
  'bash -c "</dev/tcp/127.0.0.1/PORT"',
  'bash -c "exec 3<>/dev/tcp/127.0.0.1/PORT && printf \'GET /_up HTTP/1.0\\r\\n\\r\\n\' >&3 && head -n1 <&3 | grep -q 200"',
  'bash -c "exec 3<>/dev/tcp/127.0.0.1/PORT; printf \'GET /_cluster/health HTTP/1.0\\r\\n\\r\\n\' >&3; cat <&3 | grep -q green && exit 0 || exit 1"',
  "bash -c 'exec 3<>/dev/tcp/127.0.0.1/PORT; echo >&3; if [ $? -eq 0 ]; then exit 0; else exit 1; fi'",
  'curl -sv http://HOST/_up 2>&1 | grep -q "HTTP/1.1 200"',
  'curl -s -m 1.5 -o /dev/null -w "%{http_code}" http://HOST/_up | grep -vq 000',
  'bash -c "echo version | (exec 3<>/dev/tcp/127.0.0.1/PORT; cat >&3; timeout 0.2 cat <&3; exec 3<&-)"',
  'python3 -c "import urllib.request as u; u.urlopen(\'http://HOST/_up\')"',
  'python3 -c "import socket; socket.create_connection((\'127.0.0.1\', PORT))"',
  `node -e "fetch('http://HOST/')"`,
  `node -e "fetch('http://HOST/_up').then((r) => process.exit(r.ok ? 0 : 1))"`,
  `node -e "require('http').get('http://HOST/_up', (r) => process.exit(r.statusCode === 200 ? 0 : 1))"`,
  `node -e "require('net').connect(PORT, '127.0.0.1', () => process.exit(0)).on('error', () => process.exit(1))"`,
  `php -r "fsockopen('127.0.0.1', PORT) or die('no');"`,
  `php -r "fsockopen('127.0.0.1', PORT) or exit(1);"`,
  `ruby -e "require 'socket'; TCPSocket.new('127.0.0.1', PORT).close"`,
];

const REDIS = ['redis-cli -p PORT ping', 'redis-cli -e -p PORT ping', 'redis-cli -p PORT ping | grep -q PONG', '[ "$(redis-cli -p PORT ping)" = PONG ]', 'redis-cli -p PORT info'];

/** The program that a line needs: the first that is no part of the shell. */
const programIn = (line: string): string => /\b(curl|wget|nc|redis-cli|python3|node|php|ruby|pgrep|pidof|ps|ping)\b/.exec(line)?.[1] ?? 'sh';
const available = (line: string): boolean => installed(programIn(line)) && (!/\bjq\b/.test(line) || installed('jq')) && (!/\bbash\b/.test(line) || installed('bash'));
const linesOf = (lines: readonly string[]) => lines.map((line) => [line] as const);

/** A machine under load is late, and a list of processes changes while it is read. */
const RETRY = { retry: 2 };

describe.each([
  ['over HTTP and TCP', WEB, web],
  ['with a Redis server', REDIS, redis],
] as const)('%s', (_, lines, ports) => {
  it.concurrent.each(linesOf(lines.filter(available)))('%s', RETRY, async (line) => {
    const at = (condition: Condition) => line.replaceAll('HOST', `127.0.0.1:${ports.get(condition) ?? 0}`).replaceAll('PORT', String(ports.get(condition) ?? 0));
    const observation = observeScript(sourceOf(at('well')), parseShell);
    const { paper, real } = await compare(observation, ['well', ...FAULTS], (condition, patience) => isGreen('sh', ['-c', at(condition)], patience));
    expect(real).toEqual(paper);
  });

  const missing = lines.filter((line) => !available(line));
  if (missing.length > 0) it.skip.each(linesOf(missing))('%s (not installed)', () => undefined);
});

describe('processes', () => {
  const conditions = ['well', 'gone', 'stuck'] as const;
  const lines = [
    'pgrep -f vigilint-worker-N',
    'pgrep -f vigilint-worker-N || exit 1',
    'ps aux | grep -q vigilint-worker-N',
    "ps aux | grep -q '[v]igilint-worker-N'",
    'ps aux | grep -v grep | grep -q "[v]igilint-worker-N"',
    "[ $(ps aux | grep -c '[v]igilint-worker-N') -gt 0 ]",
    `python3 -c "import os,pathlib; assert any('vigilint-worker-N' in pathlib.Path('/proc/'+p+'/cmdline').read_text(errors='ignore') for p in os.listdir('/proc') if p.isdigit())"`,
  ];

  it.concurrent.each(linesOf(lines.filter(available)))('%s', RETRY, async (line) => {
    // The lines run side by side and must not find one another.
    const at = (condition: Condition) => line.replaceAll('-N', condition === 'gone' ? `-gone-${lines.indexOf(line)}` : `-${condition}`);
    const observation = observeScript(sourceOf(at('well')), parseShell);
    const { paper, real } = await compare(observation, conditions, (condition) => isGreen('sh', ['-c', at(condition)]));
    expect(real).toEqual(paper);
  });
});

describe('files', () => {
  it.concurrent.each(
    linesOf([
      'test -f ./N',
      '[ -e ./N ]',
      'cat ./N',
      'ls ./N',
      'find ./N -mmin -1 | grep -q .',
      'find ./N -mmin -1',
      '[ -n "$(find ./N -mmin -1)" ]',
      '[ $(( $(date +%s) - $(stat -c %Y ./N) )) -lt 60 ]',
      'if [ $(( $(date +%s) - $(stat -c %Y ./N) )) -gt 60 ]; then exit 1; fi',
    ]),
  )('%s', RETRY, async (line) => {
    const at = (condition: Condition) => line.replaceAll('./N', `./${condition}`);
    const observation = observeScript(sourceOf(at('well')), parseShell);
    const { paper, real } = await compare(observation, ['well', 'stuck'], (condition) => isGreen('sh', ['-c', at(condition)]));
    expect(real).toEqual(paper);
  });
});

describe('without a shell', () => {
  const run = async (args: readonly string[]) => {
    const observation = observeArguments(args.map((text) => ({ source: sourceOf(text), parts: [text] })), { path: '', start: 0, end: 0 }, parseShell);
    const [program = '', ...others] = args;
    const port = web.get('well') ?? 0;
    const isWell = await isGreen(program, others.map((text) => text.replace('HOST', `127.0.0.1:${port}`)));
    return { paper: rowOf(observation, knowledge).gone.verdict, isWell, always: observation.via === 'constant' ? observation.says : 'no constant' };
  };

  it.concurrent.each([
    [['curl', '-sf', 'http://HOST/', '||', 'exit', '1'], 'red'],
    [['wget', '-q', '--tries=1', '--timeout=1', 'http://HOST/', '||', 'exit', '1'], 'red'],
    [['curl -sf http://HOST/'], 'red'],
    [['exit', '0'], 'red'],
    [['CMD', 'curl', '-sf', 'http://HOST/'], 'red'],
    [['/bin/sh'], 'green'],
    [['sh', '-c', '/bin/sh', '-i', '-c', 'exit 1'], 'green'],
    [['true'], 'green'],
  ] as const)('%j is %s even when all is well', async (args, says) => {
    expect(await run(args)).toEqual({ paper: says, isWell: says === 'green', always: says });
  });
});

describe('a host that answers', () => {
  it.skipIf(!installed('ping') || spawnSync('ping', ['-c', '1', '-W', '1', '127.0.0.1']).status !== 0)('ping -c 1 127.0.0.1', async () => {
    expect(await isGreen('ping', ['-c', '1', '-W', '1', '127.0.0.1'])).toBe(true);
  });
});
