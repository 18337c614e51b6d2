import { literal, type ShellWord } from '../../../syntax/shell-tree.ts';

/** What is left of a command line when the programs that only start another one are taken off. */
export interface Unwrapped {
  words: ShellWord[];
  /** Seconds that `timeout` allows. */
  limit?: number;
}

/** Number of leading words that belong to the wrapper itself; null when it does not start another program here. */
type Wrapper = (args: readonly ShellWord[]) => number | null;

/** Skips options, of which those listed take the next word too. */
const options =
  (withValue: RegExp, positionals = 0): Wrapper =>
  (args) => {
    let at = 0;
    for (let text = literal(args[at]); text?.startsWith('-') === true && text !== '-'; text = literal(args[at])) {
      at += 1;
      if (text === '--') break;
      if (withValue.test(text)) at += 1;
    }
    return at + positionals;
  };

/** `env -i A=b C=d program`. */
const environment: Wrapper = (args) => {
  let at = options(/^-[uCS]$/)(args) ?? 0;
  for (let word = args[at]; word && /^\w+=/.test(firstText(word)); word = args[at]) at += 1;
  return at;
};

const WRAPPERS = new Map<string, Wrapper>([
  ['timeout', options(/^-[ks]$|^--(?:signal|kill-after)$/, 1)],
  ['env', environment],
  ['nice', options(/^-n$/)],
  ['ionice', options(/^-[cn]$/)],
  ['nohup', options(/^$/)],
  ['exec', options(/^-a$/)],
  ['command', (args) => (/^-[vV]/.test(literal(args[0]) ?? '') ? null : 0)],
  ['busybox', () => 0],
  ['time', options(/^-[fo]$/)],
  ['stdbuf', options(/^-[ioe]$/)],
  ['setsid', options(/^$/)],
  ['sudo', options(/^-[ugh]$/)],
  ['doas', options(/^-[uC]$/)],
  ['su-exec', options(/^$/, 1)],
  ['gosu', options(/^$/, 1)],
  ['s6-setuidgid', options(/^$/, 1)],
  ['setpriv', options(/^$/)],
  ['chroot', options(/^$/, 1)],
  ['tini', options(/^-[pe]$/)],
  ['dumb-init', options(/^$/)],
]);

/** Takes off every wrapper in front of the program. */
export function unwrap(words: ShellWord[]): Unwrapped {
  let left = words;
  let limit: number | undefined;
  for (let depth = 0; depth < 8; depth += 1) {
    const name = baseName(literal(left[0]) ?? '');
    const skip = WRAPPERS.get(name)?.(left.slice(1));
    if (skip === undefined || skip === null || left.length <= skip + 1) break;
    if (name === 'timeout') limit = seconds(literal(left[skip]));
    left = left.slice(skip + 1);
  }
  return { words: left, ...(limit !== undefined && { limit }) };
}

/** A duration as coreutils and curl write it: `5`, `0.5`, `3s`, `1m`; undefined for anything else. */
export function seconds(text: string | null | undefined): number | undefined {
  const match = /^(\d+(?:\.\d+)?)(ms|[smhd])?$/.exec(text ?? '');
  if (!match) return undefined;
  const unit = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400 }[match[2] ?? 's'] ?? 1;
  return Number(match[1]) * unit;
}

/** The script of `sh -c script`; null when the shell is asked for something else. */
export function scriptOf(args: readonly ShellWord[]): { script: ShellWord; flags: string } | null {
  let flags = '';
  for (let at = 0; at < args.length; at += 1) {
    const text = literal(args[at]);
    if (text === null || !/^[-+]/.test(text)) return null;
    if (text === '-o' || text === '+o' || text === '-O') {
      at += 1;
      flags += ` ${literal(args[at]) ?? ''} `;
      continue;
    }
    flags += text;
    if (/^-[a-zA-Z]*o$/.test(text.replace('c', ''))) {
      at += 1;
      flags += ` ${literal(args[at]) ?? ''} `;
    }
    if (!/^-[a-zA-Z]*c/.test(text)) continue;
    // `bash -c -e 'script'`: the script is the first word behind that is no option.
    const script = args.slice(at + 1).find((word) => literal(word)?.startsWith('-') !== true);
    return script ? { script, flags } : null;
  }
  return null;
}

export function baseName(program: string): string {
  return program.slice(program.lastIndexOf('/') + 1);
}

function firstText(word: ShellWord): string {
  const [first] = word.parts;
  return typeof first === 'string' ? first : '';
}
