import { describe, expect, it } from 'vitest';
import { parseDockerfile } from '../../src/syntax/dockerfile.ts';

const commands = (text: string) => parseDockerfile(text).map(({ name, healthchecks }) => [name, ...healthchecks.map(({ command }) => command.is)]);

describe('parseDockerfile', () => {
  it.each([
    ['FROM a\nHEALTHCHECK NONE\n', [['0', 'none']]],
    ['FROM a AS one\nHEALTHCHECK CMD b\nFROM c\nhealthcheck cmd ["d"]\n', [['one', 'shell'], ['1', 'exec']]],
    ['FROM a\nHEALTHCHECK CMD [b, "c"]\n', [['0', 'shell']]],
    ['FROM a\nHEALTHCHECK CMD\n', [['0']]],
    ['FROM a\nHEALTHCHECK --interval=5s\n', [['0']]],
    ['HEALTHCHECK CMD a\n', []],
    ['', []],
  ])('%j', (text, expected) => {
    expect(commands(text)).toEqual(expected);
  });

  it('reads flags, and finds the command behind comments and continued lines', () => {
    const text = 'FROM a\nHEALTHCHECK --interval=5s --retries=2 \\\n  # why\n  CMD curl -f x \\\n  # more\n  || exit 1\n';
    const [found] = parseDockerfile(text)[0]?.healthchecks ?? [];
    expect(found?.flags).toEqual({ interval: '5s', retries: '2' });
    expect(found?.command.is === 'shell' && found.command.text.replace(/\s+/g, ' ')).toBe('curl -f x \\ || exit 1');
    expect(text.slice(found?.command.start, found?.command.end)).toBe('curl -f x \\\n  # more\n  || exit 1');
  });

  it('gives the places of the words of an exec form', () => {
    const text = 'FROM a\nHEALTHCHECK CMD ["curl", \\\n  "-f"]\n';
    const [found] = parseDockerfile(text)[0]?.healthchecks ?? [];
    const items = found?.command.is === 'exec' ? found.command.items : [];
    expect(items.map(({ text: item, start, end }) => [item, text.slice(start, end)])).toEqual([
      ['curl', 'curl'],
      ['-f', '-f'],
    ]);
  });

  it('keeps the shell of the stage', () => {
    expect(parseDockerfile('FROM a\nSHELL ["/bin/bash", "-eo", "pipefail", "-c"]\n')[0]?.shell).toEqual(['/bin/bash', '-eo', 'pipefail', '-c']);
  });
});
