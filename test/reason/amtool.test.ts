import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { createDocument } from '../../src/document.ts';
import alertmanager from '../../src/formats/alertmanager.ts';
import type { Item, Receiver, Route } from '../../src/model/index.ts';
import { plantTree, type Labels, type Tree } from '../../src/reason/route-walk.ts';
import { reachThrough, type Reach } from '../../src/reason/routing.ts';

/**
 * Routing against Alertmanager's own program: generated trees, written in every way that the file allows, and generated
 * labels. With all labels known both name the same receivers; with some of them hidden, what is sure is among those that
 * the program names, and those are among what may be.
 */
const LABELS = ['severity', 'team', 'site'];
const VALUES = ['page', 'warn', 'db', 'web-1', 'a b', 'x,y', 'say "hi"'];
const PATTERNS = ['page|warn', '^(page|db)$', 'web-.*', '.+', '.*', '', '(?i)PAGE', '[a-d]b', '[^d]*', 'w(arn|eb).*', 'a.b', '\\w+-\\d', 'x{1,2},y', '(?:db|page)?'];
const RECEIVERS = ['one', 'two', 'three', 'four'];

interface Node {
  receiver: string | undefined;
  matchers: { style: 'list' | 'bare' | 'older'; label: string; operator: string; value: string }[];
  goesOn: boolean;
  routes: Node[];
}

const matcher = fc
  .tuple(fc.constantFrom('list', 'bare', 'older'), fc.constantFrom(...LABELS), fc.constantFrom('=', '!=', '=~', '!~'), fc.constantFrom(...VALUES), fc.constantFrom(...PATTERNS))
  .map(([style, label, operator, value, pattern]): Node['matchers'][number] => ({ style, label, operator, value: operator.includes('~') ? pattern : value }));

const nodesOfDepth = (depth: number): fc.Arbitrary<Node> =>
  fc.record({
    receiver: fc.option(fc.constantFrom(...RECEIVERS), { nil: undefined }),
    matchers: fc.array(matcher, { maxLength: 2 }),
    goesOn: fc.boolean(),
    routes: depth === 0 ? fc.constant([]) : fc.array(nodesOfDepth(depth - 1), { maxLength: 3 }),
  });

const sets = fc.array(fc.record(Object.fromEntries(LABELS.map((label) => [label, fc.option(fc.constantFrom(...VALUES), { nil: undefined })]))), { minLength: 4, maxLength: 4 });
const cases = fc.sample(fc.tuple(fc.array(nodesOfDepth(2), { minLength: 1, maxLength: 4 }), sets), { numRuns: 25, seed: 20_240 });

function written({ receiver, matchers, goesOn, routes }: Node): object {
  const texts = matchers.filter(({ style, operator }) => style !== 'older' || operator.startsWith('!'));
  const older = matchers.filter(({ style, operator }) => style === 'older' && !operator.startsWith('!'));
  const map = (operator: string): Record<string, string> => Object.fromEntries(older.filter((one) => one.operator === operator).map(({ label, value }) => [label, value]));
  return {
    ...(receiver !== undefined && { receiver }),
    ...(goesOn && { continue: true }),
    ...(texts.length > 0 && { matchers: texts.map(textOf) }),
    match: map('='),
    match_re: map('=~'),
    routes: routes.map(written),
  };
}

function textOf({ style, label, operator, value }: Node['matchers'][number]): string {
  const plain = style === 'bare' && /^[\w-]+$/.test(value);
  return plain ? `${label}${operator}${value}` : `{${label} ${operator} "${value.replace(/[\\"]/g, (character) => `\\${character}`)}"}`;
}

const amtool = spawnSync('amtool', ['--version']).status === 0;
const folder = mkdtempSync(path.join(tmpdir(), 'vigilint-amtool-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function amtoolSays(file: string, labels: Record<string, string | undefined>): string[] {
  const given = Object.entries(labels).flatMap(([label, value]) => (value === undefined ? [] : [`${label}="${value.replaceAll('"', '\\"')}"`]));
  const { stdout, stderr, status } = spawnSync('amtool', ['config', 'routes', 'test', `--config.file=${file}`, ...given], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return [...new Set(stdout.trim().split(','))].sort();
}

function readTree(text: string): { tree: Tree; receiverOf: (route: Route) => Receiver | undefined } {
  const items: Item[] = [...alertmanager.read(createDocument('alertmanager.yml', text), undefined, { document: () => undefined, folder: () => [], documents: () => [] })];
  const routes = items.filter((item) => item.kind === 'route');
  const receivers = items.filter((item) => item.kind === 'receiver');
  const [root] = routes;
  if (!root) throw new Error('no route was read');
  return { tree: plantTree(root, routes), receiverOf: (route) => receivers.find(({ name }) => name === route.receiver) };
}

const names = (stops: Reach['surely']): string[] => stops.map(({ name }) => name).sort();

describe.skipIf(!amtool)('routing agrees with amtool (skipped where `amtool` is not installed)', () => {
  it.each(cases.map(([routes, labelSets], index) => [index, routes, labelSets] as const))('tree %d', (index, routes, labelSets) => {
    const text = JSON.stringify({ route: { receiver: 'zero', routes: routes.map(written) }, receivers: ['zero', ...RECEIVERS].map((name) => ({ name })) });
    const file = path.join(folder, `${index}.yml`);
    writeFileSync(file, text);
    const { tree, receiverOf } = readTree(text);
    for (const labels of labelSets) {
      const expected = amtoolSays(file, labels);
      const exact = reachThrough(tree, (label) => labels[label] ?? '', receiverOf);
      expect({ labels, surely: names(exact.surely), maybe: names(exact.maybe) }).toEqual({ labels, surely: expected, maybe: [] });
      for (const hidden of LABELS) {
        const open: Labels = (label) => (label === hidden ? undefined : (labels[label] ?? ''));
        const { surely, maybe } = reachThrough(tree, open, receiverOf);
        expect(expected, `with ${hidden} hidden`).toEqual(expect.arrayContaining(names(surely)));
        expect(names([...surely, ...maybe]), `with ${hidden} hidden`).toEqual(expect.arrayContaining(expected));
      }
    }
  });
});
