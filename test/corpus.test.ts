import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../src/config/settings.ts';
import { lint } from '../src/lint.ts';

/**
 * Real definitions of public repositories, one folder a project, beside this checkout or where VIGILINT_CORPUS says. Only
 * counts are kept here, so that a change of behaviour is seen; `vitest -u` rewrites them.
 */
const corpus = process.env.VIGILINT_CORPUS ?? path.join(import.meta.dirname, '../../shared/corpus');
const projects = existsSync(corpus)
  ? readdirSync(corpus, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
  : [];

interface Tally {
  files: number;
  checks: number;
  runbooks: number;
  skipped: number;
  /** Findings at preset `strict`, by rule, severity and confidence. */
  findings: Record<string, number>;
}

describe.skipIf(projects.length === 0)('the corpus', () => {
  it('is linted to the end, with the same counts as before', { timeout: 300_000 }, async () => {
    const total: Tally = { files: 0, checks: 0, runbooks: 0, skipped: 0, findings: {} };
    for (const name of projects) {
      const { findings, faults, project } = await lint(['.'], { settings: { ...DEFAULT_SETTINGS, preset: 'strict' }, cwd: path.join(corpus, name) });
      expect(faults.map(({ where, path: file, error }) => `${where} at ${file}: ${String(error)}`), name).toEqual([]);
      total.files += project.scanned.files;
      total.checks += project.checks.length;
      total.runbooks += project.runbooks.length;
      total.skipped += project.skips.length;
      for (const { rule, severity, confidence } of findings) {
        const key = `${rule} ${severity} ${confidence}`;
        total.findings[key] = (total.findings[key] ?? 0) + 1;
      }
    }
    const sorted = { ...total, findings: Object.fromEntries(Object.entries(total.findings).sort(([a], [b]) => (a < b ? -1 : 1))) };
    await expect(`${JSON.stringify(sorted, null, 2)}\n`).toMatchFileSnapshot(path.join(import.meta.dirname, 'corpus.snapshot.json'));
  });
});
