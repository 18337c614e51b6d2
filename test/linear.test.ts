import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { descendants, parseTypescript, type Node } from '../src/syntax/typescript.ts';
import { worstInputs } from './linear/inputs.ts';
import { stepCounter } from './linear/steps.ts';

const root = path.resolve(import.meta.dirname, '..');

interface Place {
  file: string;
  line: number;
  regex: RegExp;
}

/** Steps for each character that no pattern may need, however it is bounded. */
const MOST_STEPS = 6000;
/** Of the work, for a text twice as long. A number of steps that does not depend on the length lets it stray a little from 2. */
const MOST_GROWTH = 2.6;

/** The input on which the work grows faster than the text; undefined where there is none. */
function worstOf(regex: RegExp): string | undefined {
  const steps = stepCounter(regex);
  const grows = (text: string, twice: string): boolean => {
    const work = steps(text, text.length * MOST_STEPS);
    return work > text.length * 2 && !(steps(twice, twice.length * MOST_STEPS) / work <= MOST_GROWTH);
  };
  for (const input of worstInputs(regex)) if (grows(input(64), input(128)) && grows(input(400), input(800))) return input(20);
  return undefined;
}

function programs(): { file: string; text: string; nodes: Node[] }[] {
  return ['src', 'rules'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => {
        const file = path.posix.join(folder, name.replaceAll(path.sep, '/'));
        const text = readFileSync(path.join(root, file), 'utf8');
        const program = parseTypescript(file, text);
        if (!('tree' in program)) throw new Error(`${file}: ${program.message}`);
        return { file, text, nodes: [...descendants(program.tree)] };
      }),
  );
}

const all = programs();

const literals: Place[] = all.flatMap(({ file, text, nodes }) =>
  nodes.flatMap((node) => (node.type === 'Literal' && 'regex' in node && node.value ? [{ file, line: text.slice(0, node.range[0]).split('\n').length, regex: node.value }] : [])),
);

/** The modules that put expressions together, and what makes them do it. */
const BUILDERS: Record<string, () => Promise<unknown>> = {
  'src/formats/terraform.ts': () => import('../src/formats/terraform.ts'),
  'src/knowledge/words.ts': async () => (await import('../src/knowledge/words.ts')).createWords(),
  'src/reason/tokens.ts': () => import('../src/reason/tokens.ts'),
};

/** The expressions that are put together when a module is loaded. */
async function builtBy(build: () => Promise<unknown>): Promise<RegExp[]> {
  const built: RegExp[] = [];
  class Recorded extends RegExp {
    constructor(pattern: RegExp | string, flags?: string) {
      super(pattern, flags);
      built.push(new Original(pattern, flags));
    }
  }
  const Original = RegExp;
  vi.stubGlobal('RegExp', Recorded);
  try {
    await build();
  } finally {
    vi.unstubAllGlobals();
  }
  return built;
}

describe('the step counter', () => {
  it.each([/^(a+)+$/, /(a|a)*b/, /\s+$/, /^.*a.*b.*c$/, /\$\{[^}]*\}/, /"(?:[^"\\]|\\.)*"/, /^\s*x/m, /(?<=^a*)b/, /^(?:a?b?c?)*d?(?:abc)*$/, /^a.+?-b-(.+)$/])('catches %s', (regex) => {
    expect(worstOf(regex)).toBeDefined();
  });

  it.each([/^a+$/, /\s+/g, /^.*a/, /\$\{[^{}]*\}/g, /"[^"]*"/g, /(?<!\s)\s+$/, /[a-z]{1,64}@/, /^(?:a|b)*$/, /(['"])\w\1/])('lets %s pass', (regex) => {
    expect(worstOf(regex)).toBeUndefined();
  });

  it('counts what a match takes', () => {
    expect(stepCounter(/b/)('aaa', 100)).toBe(8);
    expect(stepCounter(/(a|a)*b/)('a'.repeat(40), 1000)).toBe(Infinity);
  });
});

describe('every regular expression is linear', () => {
  it('is looked for in all of them', () => {
    expect(literals.length).toBeGreaterThan(500);
  });

  const repeating = literals.filter(({ regex }) => /[*+]|\{\d+,/.test(regex.source));
  it.each(repeating.map(({ file, line, regex }) => [`${file}:${line}`, regex] as const))('%s', (_, regex) => {
    expect(worstOf(regex), `${String(regex)} takes more than twice the time for twice of this`).toBeUndefined();
  });

  it.each(Object.entries(BUILDERS))('%s puts together', async (_, build) => {
    const built = await builtBy(build);
    expect(built).not.toEqual([]);
    expect(built.map((regex) => [regex.source.slice(0, 80), worstOf(regex)]).filter(([, worst]) => worst !== undefined)).toEqual([]);
  });

  it('knows every module that puts one together', () => {
    const builders = all.filter(({ nodes }) => nodes.some((node) => (node.type === 'NewExpression' || node.type === 'CallExpression') && node.callee.type === 'Identifier' && node.callee.name === 'RegExp'));
    expect(builders.map(({ file }) => file).sort()).toEqual(Object.keys(BUILDERS));
  });
});
