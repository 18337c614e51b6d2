import { describe, expect, it } from 'vitest';
import { observeArguments, observeScript } from '../../../src/formats/common/command.ts';
import { replacePairs, type Source } from '../../../src/formats/common/source.ts';
import type { Observation } from '../../../src/model/index.ts';
import { parseShell } from '../../../src/syntax/shell.ts';

const sourceOf = (text: string): Source => ({ path: 'x', text, whole: { path: 'x', start: 0, end: text.length }, offsetOf: (index) => index });

/** An observation on one line: `http(judged /readyz)`, `any-red(tcp(80), file(exists /tmp/x))`. */
function brief(observation: Observation): string {
  switch (observation.via) {
    case 'any-red':
    case 'all-red':
    case 'last':
      return `${observation.via}(${observation.of.map(brief).join(', ')})`;
    case 'inverted':
      return `not(${brief(observation.of)})`;
    case 'http': {
      const { status, body, limit, url } = observation;
      const expects = body.is === 'read' ? ` body ${body.absent ? 'without ' : ''}${body.expects}` : '';
      return `http(${status}${expects} ${url.path ?? '?'}${limit === undefined ? '' : ` within ${limit}`})`;
    }
    case 'tcp':
      return `tcp(${observation.port ?? '?'})`;
    case 'file':
      return `file(${observation.looks} ${observation.path ?? '?'})`;
    case 'process':
      return `process(${observation.name ?? '?'})`;
    case 'command':
      return `${observation.program}(${observation.arguments.map((argument) => argument ?? '?').join(' ')}${observation.expects === undefined ? '' : ` = ${observation.expects}`})`;
    case 'constant':
      return `${observation.says} \`${observation.text}\``;
    default:
      return observation.via;
  }
}

const script = (text: string) => brief(observeScript(sourceOf(text), parseShell));
const exec = (...args: string[]) => brief(observeArguments(args.map((text) => ({ source: sourceOf(text), parts: [text] })), { path: 'x', start: 0, end: 0 }, parseShell));

describe('HTTP clients', () => {
  it.each([
    ['curl', 'red `curl`'],
    ['ls /', 'green `ls /`'],
    ['curl http://localhost/readyz', 'http(ignored /readyz)'],
    ['curl -f http://localhost/readyz', 'http(judged /readyz)'],
    ['curl -sfL localhost:8080/readyz', 'http(judged /readyz)'],
    ['curl --fail-with-body -o /dev/null http://localhost', 'http(judged /)'],
    ['curl -fail --silent http://localhost/info', 'http(judged /info)'],
    ['curl -s -m 3 "http://localhost:${PORT}/readyz"', 'http(ignored /readyz within 3)'],
    ['curl -fsm2 http://localhost/a', 'http(judged /a within 2)'],
    ['curl -X POST -H "A: -f" -d "{}" http://localhost/a', 'http(ignored /a)'],
    ['curl -f "$URL"', 'http(judged ?)'],
    ['curl $OPTIONS http://localhost/a', 'curl(? http://localhost/a)'],
    ['curl -f http://a/x http://b/y', 'last(http(judged /x), http(judged /y))'],
    ['curl --version', 'green `curl --version`'],
    ['curl telnet://db:5432', 'tcp(5432)'],
    ['timeout 5 curl -f http://localhost/a', 'http(judged /a within 5)'],
    ["timeout 5 sh -c 'curl -f http://localhost/a'", 'http(judged /a within 5)'],
    ['wget -q --spider http://localhost/a', 'http(judged /a)'],
    ['wget -qO- --tries 1 -T 2 http://localhost/a', 'http(judged /a)'],
    ['wget -q -O /dev/null --header="A: b" localhost:80/a', 'http(judged /a)'],
    ['http GET localhost/a', 'http(ignored /a)'],
    ['http --check-status localhost/a', 'http(judged /a)'],
  ])('%s', (text, expected) => {
    expect(script(text)).toBe(expected);
  });
});

describe('what is printed and compared', () => {
  it.each([
    ['curl -s http://localhost/h | grep -q ok', 'http(ignored body ok /h)'],
    ['curl -sf http://localhost/h | jq -e ".status == \\"UP\\""', 'http(judged body .status == "UP" /h)'],
    ['curl -s http://localhost/h | jq .', 'last(http(ignored /h), green `jq .`)'],
    ['curl -f http://localhost/h | tee /tmp/h', 'last(http(judged /h), green `tee /tmp/h`)'],
    ['set -o pipefail; curl -f http://localhost/h | tee /tmp/h', 'http(judged /h)'],
    [`curl -s http://localhost/h | grep -vq '"red"'`, 'http(ignored body without "red" /h)'],
    ['curl -s http://localhost/h | head -n 1 | tr -d x | grep ok', 'http(ignored body ok /h)'],
    [`[ "$(curl -s -o /dev/null -w '%{http_code}' http://localhost/h)" = 200 ]`, 'http(judged /h)'],
    [`test $(curl -s -o /dev/null -w "%{http_code}" http://localhost/h) -eq 200 || exit 1`, 'http(judged /h)'],
    [`[ "$(curl -s -o /dev/null -w '%{http_code}' http://localhost/h)" != 000 ]`, 'http(ignored /h)'],
    [`curl -s -o /dev/null -w '%{http_code}' http://localhost/h | grep -vq 000`, 'http(ignored /h)'],
    [`curl -s -o /dev/null -w '%{http_code}' http://localhost/h | grep -vq 503`, 'command( = 503)'],
    ['curl -sv http://localhost/h 2>&1 | grep "HTTP/1.1 200 OK"', 'http(judged /h)'],
    ['wget -qS -O /dev/null http://localhost/h 2>&1 | grep "200 OK"', 'http(judged /h)'],
    ['curl -sI http://localhost/h | head -n1 | grep 200', 'http(judged /h)'],
    ['[ "$(curl -s http://localhost/h)" = ok ]', 'http(ignored body ok /h)'],
    ['[ -n "$(curl -s http://localhost/h)" ]', 'http(ignored /h)'],
    ['x=$(curl -s http://localhost/h); if [ "$x" != ok ]; then exit 1; fi', 'http(ignored body ok /h)'],
    ['x=$(curl -s http://localhost/h) && echo "$x" | grep -q ok', 'any-red(http(ignored /h), http(ignored body ok /h))'],
    ['redis-cli ping | grep PONG', 'redis-cli(ping = PONG)'],
    ['[[ $(redis-cli ping 2>/dev/null) == "PONG" ]] || exit 1', 'redis-cli(ping = PONG)'],
    ['echo ruok | nc localhost 2181 | grep imok', 'nc(localhost 2181 = imok)'],
    ['grep -q ok /tmp/state', 'file(content /tmp/state)'],
    ['cat /tmp/state | grep ok', 'file(content /tmp/state)'],
  ])('%s', (text, expected) => {
    expect(script(text)).toBe(expected);
  });
});

describe('presence', () => {
  it.each([
    ['nc -z localhost 9000', 'tcp(9000)'],
    ['nc -zu localhost 53', 'nc(-zu localhost 53)'],
    ["bash -c ':> /dev/tcp/127.0.0.1/80' || exit 1", 'tcp(80)'],
    ['</dev/tcp/localhost/${PORT}', 'tcp(?)'],
    ["exec 3<>/dev/tcp/localhost/80 && printf 'GET /h HTTP/1.1\\r\\n\\r\\n' >&3 && head -n1 <&3 | grep 200", 'any-red(tcp(80), tcp(80), http(judged /h))'],
    ["exec 3<>/dev/tcp/localhost/80; echo -e 'GET /h HTTP/1.0\\n\\n' >&3; if [ $? -eq 0 ]; then exit 0; else exit 1; fi", 'last(tcp(80), tcp(80))'],
    ["exec 3<>/dev/tcp/localhost/80; echo -e 'GET /h HTTP/1.0\\n\\n' >&3; cat <&3 | grep -q UP && exit 0 || exit 1", 'last(tcp(80), last(tcp(80), http(ignored body UP /h)))'],
    ['ping -c 1 gateway', 'ping'],
    ['pgrep nginx', 'process(nginx)'],
    ['pgrep -f worker.py', 'pgrep(-f worker.py)'],
    ['pgrep -f worker.py || exit 1', 'green `pgrep -f worker.py`'],
    ['pidof nginx || exit 1', 'process(nginx)'],
    ['kill -0 1', 'process(?)'],
    ["ps aux | grep '[w]orker' > /dev/null", 'process(worker)'],
    ['ps aux | grep -v grep | grep worker', 'process(worker)'],
    ['ps aux | grep worker', 'green `ps aux | grep worker`'],
    ['[ $(ps aux | grep [w]orker | wc -l) -gt 0 ]', 'process(worker)'],
    ['netstat -tln | grep :8080', 'tcp(?)'],
    ['test -f /tmp/healthy', 'file(exists /tmp/healthy)'],
    ['[ ! -e /tmp/sick ]', 'not(file(exists /tmp/sick))'],
    ['cat /tmp/healthy', 'file(exists /tmp/healthy)'],
    ['test -d /proc/1', 'process(/proc/1)'],
    ['find /tmp/healthy -mmin -1 | grep -q .', 'file(fresh /tmp/healthy)'],
    ['[ -n "$(find /tmp/healthy -mmin -1)" ]', 'file(fresh /tmp/healthy)'],
    ['find /tmp/healthy -mmin -1', 'file(exists /tmp/healthy)'],
    ['[ $(( $(date +%s) - $(stat -c %Y /tmp/healthy) )) -lt 60 ]', 'file(fresh ?)'],
  ])('%s', (text, expected) => {
    expect(script(text)).toBe(expected);
  });
});

describe('what follows what', () => {
  it.each([
    ['for n in 1 2 3; do curl -f http://localhost/a && exit 0; sleep 1; done; exit 1', 'for(?)'],
    ['check() { curl -f http://localhost/a || return 1; }; curl -f http://localhost/b', 'last(function(?), http(judged /b))'],
    ['a && b', 'any-red(a(), b())'],
    ['a || b', 'all-red(a(), b())'],
    ['a; b', 'last(a(), b())'],
    ['set -e; a; b', 'any-red(a(), b())'],
    ['set -e; a && b; c', 'any-red(all-red(a(), c()), all-red(not(a()), any-red(b(), c())))'],
    ['! a', 'not(a())'],
    ['a || exit 1', 'a()'],
    ['a || false', 'a()'],
    ['a || kill 1', 'a()'],
    ['a || (echo no && exit 1)', 'a()'],
    ['a || { echo no; exit 1; }', 'a()'],
    ['a || true', 'all-red(a(), green `true`)'],
    ['a || exit 0', 'all-red(a(), green `exit 0`)'],
    ['a || echo no', 'all-red(a(), green `echo no`)'],
    ['a; exit 0', 'last(a(), green `exit 0`)'],
    ['a; exit $?', 'a()'],
    ['a; if [ $? -ne 0 ]; then exit 1; fi', 'a()'],
    ['a && exit 0 || exit 1', 'a()'],
    ['a && echo ok || echo no', 'all-red(a(), green `echo no`)'],
    ['if a; then exit 0; else exit 1; fi', 'a()'],
    ['if ! a; then exit 1; fi; b', 'any-red(a(), b())'],
    ['if a; then b; fi', 'all-red(not(a()), b())'],
    ['sleep 5 && a', 'a()'],
    ['cd /app; export A=b; . ./env; a', 'a()'],
    ['a &', 'green `a &`'],
    ['sleep 1', 'green `sleep 1`'],
    ['true', 'green `true`'],
    ['exit 0', 'green `exit 0`'],
    ['', 'green ``'],
    ['while true; do a; done', 'while(?)'],
    ['sh -c "a && b"', 'any-red(a(), b())'],
    ['bash -ec "a; b"', 'any-red(a(), b())'],
    ['bash -o pipefail -c "a | grep x"', 'any-red(a(), a( = x))'],
    ['/bin/sh -i -c "a"', 'a()'],
    ['su-exec app env A=b nice -n 5 /opt/bin/a --flag', 'a(--flag)'],
    ['if then', 'sh(?)'],
  ])('%s', (text, expected) => {
    expect(script(text)).toBe(expected);
  });
});

describe('exec form', () => {
  it.each([
    [['curl', '-f', 'http://localhost/a'], 'http(judged /a)'],
    [['curl', '-f', 'http://localhost/a', '||', 'exit', '1'], 'red `curl -f http://localhost/a || exit 1`'],
    [['curl -f http://localhost/a'], 'red `curl -f http://localhost/a`'],
    [['exit', '0'], 'red `exit 0`'],
    [['CMD', 'curl', '-f', 'http://localhost/a'], 'red `CMD curl -f http://localhost/a`'],
    [['sh', '-c', 'curl -f http://localhost/a || exit 1'], 'http(judged /a)'],
    [['/bin/sh'], 'green `/bin/sh`'],
    [['sh', '-c', '/bin/sh', '-c', 'a'], 'green `/bin/sh`'],
    [['sh', '/opt/check.sh'], 'check.sh()'],
    [['test', '-f', '/tmp/x'], 'file(exists /tmp/x)'],
    [['[', '-f', '/tmp/x', ']'], 'file(exists /tmp/x)'],
    [['pgrep', '-f', 'worker'], 'process(worker)'],
    [['true'], 'green `true`'],
  ])('%j', (args, expected) => {
    expect(exec(...args)).toBe(expected);
  });
});

describe('one-liners in other languages', () => {
  it.each([
    [['python', '-c', "import urllib.request as u; u.urlopen('http://localhost:80/h', timeout=3)"], 'http(judged /h within 3)'],
    [['python3', '-c', "import requests; requests.get('http://localhost/h')"], 'http(ignored /h)'],
    [['python3', '-c', "import requests; requests.get('http://localhost/h').raise_for_status()"], 'http(judged /h)'],
    [['python', '-c', "import socket; socket.create_connection(('localhost', 80))"], 'tcp(80)'],
    [['python', '-c', "import os; os.kill(1, 0)"], 'process(?)'],
    [['python', '-c', "try:\n import requests; requests.get('http://a')\nexcept: pass"], "python(-c try:\n import requests; requests.get('http://a')\nexcept: pass)"],
    [['node', '-e', "fetch('http://localhost/h')"], 'http(ignored /h)'],
    [['node', '-e', "fetch('http://localhost/h').then(r => process.exit(r.ok ? 0 : 1))"], 'http(judged /h)'],
    [['node', '-e', "require('http').get('http://localhost/h', (r) => process.exit(r.statusCode === 200 ? 0 : 1))"], 'http(judged /h)'],
    [['node', '-e', "require('net').connect(80).on('error', () => process.exit(1))"], 'tcp(80)'],
    [['php', '-r', "fsockopen('localhost', 80) or exit(1);"], 'tcp(80)'],
    [['php', '-r', "exit(@file_get_contents('http://localhost/h') === false ? 1 : 0);"], "php(-r exit(@file_get_contents('http://localhost/h') === false ? 1 : 0);)"],
    [['php', '-r', "fsockopen('localhost', 80) or die('no');"], "all-red(tcp(80), green `die('no')`)"],
    [['ruby', '-e', "require 'socket'; TCPSocket.new('localhost', 80).close"], 'tcp(80)'],
  ])('%j', (args, expected) => {
    expect(exec(...args)).toBe(expected);
  });
});

describe('places', () => {
  const placed = (source: Source): string => {
    const { at } = observeScript(source, parseShell);
    return `${at.start}-${at.end}`;
  };

  it('points at the command and not at what follows', () => {
    expect(placed(sourceOf('curl -f http://a || exit 1'))).toBe('0-16');
  });

  it('counts two characters where Compose writes two for one', () => {
    const raw = 'a; [ "$$(curl -s http://x)" = "$$OK" ]; curl -f http://y || exit 1';
    const { at } = observeScript(replacePairs(sourceOf(raw), '$$', '$'), parseShell);
    expect(raw.slice(at.start, at.end)).toBe('a; [ "$$(curl -s http://x)" = "$$OK" ]; curl -f http://y');
  });

  it('looks through the quotes of a script in a script', () => {
    const raw = `sh -c 'curl -f http://a || exit 1'`;
    const { at } = observeScript(sourceOf(raw), parseShell);
    expect(raw.slice(at.start, at.end)).toBe('curl -f http://a');
  });
});
