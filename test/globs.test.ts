import picomatch from 'picomatch';
import { expect, test } from 'vitest';
import { formats } from '../src/formats/index.ts';
import { matcherOfGlob } from '../src/globs.ts';

const PATHS = [
  'a.yml', 'deep/er/b.yaml', '.hidden/c.json', '.yml', 'yml', 'a.yml.bak', 'a.ymlx', 'rules/alerts.rules', 'Dockerfile', 'x/Dockerfile.dev', 'x/web.dockerfile', 'CODEOWNERS', '.github/CODEOWNERS', 'main.tf', 'main.tf.json', 'docs/a.md',
  'monit/conf.d/web.cfg', 'monitrc', '.upptimerc.yml', 'src/check.spec.ts', 'a.b.mjs', 'a,b.yml', 'dir.yml/readme',
];

test.each([...new Set(formats.flatMap(({ globs }) => globs))])('%s covers the paths that picomatch says', (glob) => {
  const isMatch = picomatch(glob, { dot: true });
  const matches = matcherOfGlob(glob);
  expect(PATHS.filter((path) => matches(path))).toEqual(PATHS.filter((path) => isMatch(path)));
});
