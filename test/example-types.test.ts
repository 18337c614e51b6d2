import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const packages = path.join(import.meta.dirname, 'packages');
const example = path.join(import.meta.dirname, '../examples/checks-as-code');
const isInstalled = existsSync(path.join(packages, 'node_modules/aws-cdk-lib'));

/** The dependencies that a package.json names. */
function named(folder: string): unknown {
  const { devDependencies } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { devDependencies: unknown };
  return devDependencies;
}

describe('the example of checks as code', () => {
  it('is checked against the packages that it names', () => {
    expect(named(packages)).toEqual(named(example));
  });

  // Large packages: `npm ci --prefix test/packages --ignore-scripts` brings them.
  it.skipIf(!isInstalled)('suits the types of the real packages', { timeout: 180_000 }, () => {
    const work = mkdtempSync(path.join(packages, 'work-'));
    try {
      cpSync(example, work, { recursive: true });
      const { stdout, status } = spawnSync(process.execPath, [path.join(import.meta.dirname, '../node_modules/typescript/bin/tsc'), '--project', work], { encoding: 'utf8' });
      expect(stdout).toBe('');
      expect(status).toBe(0);
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  });
});
