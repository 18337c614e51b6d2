import { existsSync } from 'node:fs';
import { formats } from '../formats/index.ts';
import type { Report } from '../lint.ts';
import { countsOf, plural } from '../reporters/counts.ts';
import { baselineOf } from '../settle/baseline.ts';
import { UsageError } from '../usage-error.ts';
import { writeBaseline } from './baseline-file.ts';
import { BASELINE_FILE } from './baseline-name.ts';
import type { InitFlags } from './flags.ts';
import { writeAtomically } from './output.ts';
import { read, tellFaults } from './read.ts';
import type { Terminal } from './terminal.ts';

const FILE = 'vigilint.yaml';

/** Names of which one is enough. */
const TAKEN = [FILE, 'vigilint.yml', 'vigilint.json'];

const PACKAGE_SCHEMA = 'node_modules/vigilint/dist/schemas/vigilint.schema.json';

/** Where editors find the schema when the package is not installed in the folder. */
const SCHEMA = 'https://vigilint.dev/schemas/vigilint.schema.json';

/** Says what there is to judge and writes a configuration to begin with, and a baseline if asked. Asks nothing and overwrites nothing. Returns the exit status. */
export async function initCommand(flags: InitFlags, terminal: Terminal): Promise<number> {
  const wanted = flags.baseline ? [...TAKEN, BASELINE_FILE] : TAKEN;
  const taken = wanted.find((file) => existsSync(file));
  if (taken !== undefined) throw new UsageError(`${taken} is there already, and nothing is overwritten`);
  const { report } = await read(['.'], { ...flags, config: false, quiet: true }, terminal, {});
  if (tellFaults(report, terminal)) return 2;
  for (const line of inventory(report)) terminal.out(`${line}\n`);
  writeAtomically(FILE, configuration());
  terminal.out(`\n${FILE} is written\n`);
  const entries = baselineOf(report.findings);
  if (flags.baseline) {
    writeBaseline(BASELINE_FILE, entries);
    terminal.out(`${BASELINE_FILE} is written, so that only what comes later is reported\n`);
  } else if (entries.length > 0) terminal.out(`\`vigilint\` shows the findings; \`vigilint baseline\` writes them down, so that only what comes later is reported\n`);
  return 0;
}

/** What was found, format by format, and how it was judged. */
function inventory(report: Report): string[] {
  const { files, checks, runbooks, findings, errors, warnings, notes } = countsOf(report);
  const rows = formats.flatMap(({ id, title }) => {
    const count = report.project.scanned.formats.get(id) ?? 0;
    return count === 0 ? [] : [`  ${String(count).padStart(5)}  ${title}`];
  });
  const templates = report.project.skips.filter(({ reason }) => reason.startsWith('templated')).length;
  const skipped = templates === 0 ? [] : [`  ${String(templates).padStart(5)}  skipped: templates, which \`helm template … | vigilint -\` can show`];
  const judged = findings === 0 ? 'no findings' : `${plural(findings, 'finding')} (${errors} ${errors === 1 ? 'error' : 'errors'}, ${plural(warnings, 'warning')}, ${plural(notes, 'note')})`;
  if (rows.length === 0) return ['no file was found that vigilint reads', ...skipped];
  return [`files by what is read from them:`, ...rows, ...skipped, `${plural(files, 'file')}, ${plural(checks, 'check')}, ${plural(runbooks, 'runbook')}: ${judged}`];
}

function configuration(): string {
  return `# yaml-language-server: $schema=${existsSync(PACKAGE_SCHEMA) ? PACKAGE_SCHEMA : SCHEMA}

# What we would defend to the owner of any repository; \`strict\` adds the rest.
preset: recommended

# Findings of this severity and above fail the run: error, warning or note.
failOn: error

# Globs of what is never read, beside what git ignores.
exclude: []

# Severities and options by rule; \`vigilint rules\` lists them, \`vigilint explain RULE\` says more.
rules: {}
#  serve/no-owner: off
#  trust/slow-to-see: { severity: warning, alert: 1800 }

# Where the pages behind runbook addresses lie.
#runbooks:
#  - { url: https://runbooks.example.org/, folder: docs/runbooks }
`;
}
