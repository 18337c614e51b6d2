import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { words } from '../../src/knowledge/words.ts';
import { placeholderWords } from '../../src/reason/answer.ts';
import { clarityOf, openCase, tellsWhatToDo } from '../../src/reason/clarity.ts';

const read = (text: string) => clarityOf(text, words);

describe('a text that names a first thing to do', () => {
  it.each([
    ['an order', 'Restart the ingester.'],
    ['an order behind please', 'Disk almost full. Please increase disk size.'],
    ['an order behind a colon', 'Developers: escalate this alert.'],
    ['an order behind an order', 'Look at nothing and drain the node.'],
    ['an order to somebody', 'You may need to scale up the consumers.'],
    ['a passive', 'Graceful shutdown should be initiated immediately.'],
    ['a passive of a verb that does not bend', 'The topology has to be set by hand.'],
    ['advice', 'Consider increasing max_connections.'],
    ['advice in bad grammar', 'too many open files, consider increase variables open_files_limit'],
    ['a noun for an act', 'The array needs attention and possibly a disk swap.'],
    ['a necessary act', 'A restart of the replicator pod might be necessary.'],
    ['a log with a name', 'Please check idrac_exporter logs for more details.'],
    ['a place that is named', 'Please check server BMC system event log.'],
    ['processes that are named', 'Check batch_worker / rq-worker processes.'],
    ['something to look for', 'Check the logs for certificate warnings.'],
    ['a list to look at', 'Check network problems, firewall restrictions or high resource consumption.'],
    ['where to log in', 'Login to EB to see if it crashed.'],
    ['a command', 'See `kubectl get nodes`.'],
    ['a command without marks', 'kubectl describe node shows the reason'],
    ['an option of a command', 'Run swift-recon --unmounted to get details.'],
    ['an address', 'https://wiki.acme.test/alerts/queue'],
    ['a team to call', 'Contact the DBA team.'],
    ['a channel', 'Tell people in #storage-oncall'],
    ['a number to call', 'Call 4711 within 10 minutes.'],
    ['a verb that is no noun', 'Identify high CPU queries and optimise them.'],
    ['what might help', 'Restarting the pods might help.'],
    ['a query to type', 'The errors are found by `SELECT * FROM blobs`.'],
    ['an order whose object is a hole', 'Restart {{ $labels.pod }}.'],
  ])('%s', (_, text) => {
    expect(tellsWhatToDo(read(text))).toBe(true);
  });
});

describe('a text that names none', () => {
  it.each([
    ['nothing', ''],
    ['a state', 'Instance {{ $labels.instance }} is down.'],
    ['a noun that is a verb elsewhere', 'Backup failed on host 3.'],
    ['a count', 'Restart count high'],
    ['a query that runs', 'Query on {{ $labels.instance }} has been running for an hour.'],
    ['an increase', 'Increase in errors over 10 minutes'],
    ['an adjective', 'Open connections above 5000'],
    ['a failed act of a machine', 'Prometheus has failed to reload its configuration.'],
    ['what a machine can do', 'The pod can restart at any time.'],
    ['to look at everything', 'Please investigate.'],
    ['logs without a name', 'Check the logs.'],
    ['to fix what is broken', 'Fix the underlying issue.'],
    ['nobody in particular', 'Contact the administrator.'],
    ['an alarm that describes itself', 'Trigger the alarm if a pump stops.'],
    ['an alarm that says when it speaks', 'Notify when the budget exceeds 80 %'],
    ['a title', 'Notify Till Replicas Unavailable'],
    ['a thing that is watched', 'Monitor CPU utilisation of the ledger'],
    ['prose that names a program', 'A ZFS zpool is in an unexpected state.'],
    ['what a machine should do by itself', 'Blobs should be deleted once per hour.'],
    ['operations that fail', 'Resize operations of the till are not executed.'],
    ['a dashboard without a reading', 'https://grafana.acme.test/d/abc/queue'],
  ])('%s', (_, text) => {
    expect(tellsWhatToDo(read(text))).toBe(false);
  });

  it('keeps what came nearest', () => {
    expect(read('Queue is full. Check the logs.').vague.map(({ text }) => text)).toEqual(['Check the logs']);
  });
});

it.each([
  ['Customers cannot pay.', true],
  ['Pipeline execution throughput is degraded.', true],
  ['This may lead to data loss.', true],
  ['High availability is compromised.', true],
  ['The shop is unavailable to all our customers.', true],
  ['Clients cannot log in any more.', true],
  ['Consumers do not get every message: they are not receiving those that are lost.', true],
  ['Users of the north site will not be able to pay.', true],
  ['Slow answers affect users.', true],
  ['HAProxy has too many client connections.', false],
  ['Without it operators will not know how to fix the alert.', true],
  ['Consumers are down on {{ $labels.instance }}', false],
  ['2 subscribers are missing.', false],
  ['There are users not in the bastion project.', false],
  ['The difference is larger than 2% for users that have a faster experience.', false],
  ['This may indicate a local network outage.', false],
  ['A leader node cannot be found.', false],
  ['KafkaUser {{ $labels.username }} is not ready', false],
  ['The heap usage is over 90%', false],
])('%s names a consequence: %s', (text, expected) => {
  expect(read(text).consequences.length > 0).toBe(expected);
});

it.each([
  ['The queue is full', 'english'],
  ['Queue full', 'english'],
  ['Ada 5 pesan di queue. Kemungkinan terjadi masalah pengiriman.', 'unknown'],
  ['检查网络连接', 'unknown'],
  ['Die Warteschlange ist voll', 'unknown'],
])('%s is %s', (text, language) => {
  expect(read(text).language).toBe(language);
});

it.each([
  ['TODO', 'TODO'],
  ['tbd.', 'tbd.'],
  ['To be added.', 'To be added.'],
  ['<insert description>', '<insert description>'],
  ['Lorem ipsum dolor', 'Lorem ipsum'],
  ['Description: TODO write this', 'TODO'],
  ['Adds todo items to the list', undefined],
  ['There is no room for users to be added', undefined],
  ['Kill <pod-name>', undefined],
])('%s is a placeholder: %s', (text, expected) => {
  expect(placeholderWords(text, words)).toBe(expected);
});

it('reads any text, and its phrases stand in it', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.array(fc.constantFrom('check ', 'the ', 'logs', '. ', '{{', '}}', '`', 'restart ', 'http://', '\n', '- ', '@a', 'please ', 'should be ')).map((parts) => parts.join(''))), (text) => {
      const clarity = read(text);
      for (const { start, end } of [...clarity.actions, ...clarity.looks, ...clarity.vague, ...clarity.contacts, ...clarity.pages]) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeLessThanOrEqual(text.length);
      }
    }),
  );
});

describe('the case with which a text ends', () => {
  it.each([
    ['Restart it. If it hangs,', 'If it hangs'],
    ['Restart it; otherwise:', 'otherwise'],
    ['If it hangs, restart it.', undefined],
    ['If it hangs, call. Restart it.', undefined],
    ['Run `stop; if down,`.', undefined],
  ])('%s', (text, said) => {
    expect(openCase(text, words)).toBe(said);
  });
});
