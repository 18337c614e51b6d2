#!/usr/bin/env node
import { Command, CommanderError, Option } from 'commander';
import { choice, type BaselineFlags, type CommonFlags, type ConfigFlags, type InitFlags, type LintFlags, type ModelFlags, type ReadFlags } from './commands/flags.ts';
import { createTerminal, outliveReaders, type Terminal } from './commands/terminal.ts';
import { ConfigurationError } from './config/load.ts';
import { didYouMean } from './nearest.ts';
import { MissingPathError, UsageError } from './usage-error.ts';
import { VERSION } from './version.ts';

/** Exit status of a run that could not be done: bad usage, a bad configuration or a fault of vigilint's own. */
const CANNOT = 2;

let status = 0;
let terminal: Terminal = createTerminal('auto');

/** Runs a command, which returns the exit status. */
async function run(flags: CommonFlags, command: (terminal: Terminal) => Promise<number>): Promise<void> {
  terminal = createTerminal(flags.color);
  status = await command(terminal);
}

/** Gathers a repeatable option, whose values may be listed with commas. */
function list(value: string, before: string[] = []): string[] {
  const words = value.split(',').filter((word) => word !== '');
  if (words.length === 0) throw new UsageError('an option that takes a list was given an empty one');
  return [...before, ...words];
}

const color = () => new Option('--color <when>', 'auto, always or never').default('auto').argParser((value) => choice('colour mode', value, ['auto', 'always', 'never']));
const number = (value: string): number => {
  if (!/^\d+$/.test(value)) throw new UsageError(`--max-warnings takes a whole number, not \`${value}\``);
  return Number(value);
};

/** Adds what all commands share that read files. */
function reading(command: Command): Command {
  return command
    .argument('[path...]', 'files and directories; `-` reads standard input', ['.'])
    .option('--config <path>', 'use this configuration file')
    .option('--no-config', 'use no configuration file')
    .option('--no-plugins', 'run no code that the configuration names')
    .option('--stdin-filename <path>', 'the name that standard input goes by')
    .option('-q, --quiet', 'print findings only')
    .option('-v, --verbose', 'name the configuration and what was skipped')
    .addOption(color());
}

const program = new Command('vigilint')
  .description('Tells whether monitoring checks and runbooks mean anything.')
  .version(VERSION, '--version')
  .configureHelp({ showGlobalOptions: false })
  .exitOverride();

reading(program.command('lint', { isDefault: true }).description('judge checks and runbooks (this is what a bare `vigilint` does)'))
  .option('--format <format>', 'text, concise, json, sarif, github, gitlab, junit, checkstyle, rdjson, markdown or html; FORMAT=FILE writes a file; repeatable', list)
  .option('--preset <preset>', 'which rules: recommended or strict', (value) => choice('preset', value, ['recommended', 'strict']))
  .option('--only <rule>', 'judge by these rules or families only; repeatable', list)
  .option('--skip <rule>', 'leave these rules or families out; repeatable', list)
  .option('--fail-on <severity>', 'exit with 1 from this severity on: error, warning or note', (value) => choice('severity', value, ['error', 'warning', 'note']))
  .option('--max-warnings <n>', 'exit with 1 when there are more warnings', number)
  .option('--exit-zero', 'exit with 0 whatever is found')
  .option('--baseline <path>', 'findings that are known; `vigilint-baseline.json` where there is one')
  .option('--no-baseline', 'report what the baseline knows too')
  .option('--changed [=ref]', 'report only on checks that were added or edited since HEAD left a branch')
  .option('--fix', 'mend what can be mended without making a check mean less')
  .option('--diff', 'print what --fix would change, and write nothing')
  .option('--unsafe-fixes', 'with --fix or --diff: also what has to be looked at afterwards')
  .option('--timing', 'print where the time went')
  .action((paths: string[], flags: LintFlags) => run(flags, async (to) => (await import('./commands/lint.ts')).lintCommand(paths, flags, to)));

reading(program.command('baseline').description('write what is found now into a file, so that only what comes later is reported'))
  .option('--baseline <path>', 'the file; `vigilint-baseline.json` by default')
  .option('--prune', 'only take out what does not occur any more')
  .option('--preset <preset>', 'which rules: recommended or strict', (value) => choice('preset', value, ['recommended', 'strict']))
  .option('--only <rule>', 'these rules or families only; repeatable', list)
  .option('--skip <rule>', 'leave these rules or families out; repeatable', list)
  .action((paths: string[], flags: BaselineFlags) => run(flags, async (to) => (await import('./commands/baseline.ts')).baselineCommand(paths, flags, to)));

program
  .command('init')
  .description('list what there is to judge and write a configuration to begin with')
  .option('--baseline', 'write a baseline too, so that only what comes later is reported')
  .addOption(color())
  .action((flags: InitFlags) => run(flags, async (to) => (await import('./commands/init.ts')).initCommand(flags, to)));

program
  .command('config')
  .description('print what is configured, for a file or in general, and where each value comes from')
  .argument('[file]', 'it need not be there')
  .option('--config <path>', 'use this configuration file')
  .option('--no-config', 'use no configuration file')
  .option('--no-plugins', 'run no code that the configuration names')
  .option('--format <format>', 'text or json', 'text')
  .addOption(color())
  .action((file: string | undefined, flags: ConfigFlags) => run(flags, async (to) => (await import('./commands/config.ts')).configCommand(file, flags, to)));

reading(program.command('checks').description('print every check as it was understood'))
  .option('--format <format>', 'text or json', 'text')
  .action((paths: string[], flags: ModelFlags) => run(flags, async (to) => (await import('./commands/checks.ts')).checksCommand(paths, flags, to)));

reading(program.command('drill').description('print what each check would say if its target broke, in six ways'))
  .option('--format <format>', 'text or json', 'text')
  .option('--why', 'give the reason for each verdict')
  .action((paths: string[], flags: ModelFlags) => run(flags, async (to) => (await import('./commands/drill.ts')).drillCommand(paths, { ...flags, why: flags.why ?? flags.verbose ?? false }, to)));

reading(program.command('runbook').description('draft a runbook for an alert, with gaps for what only people know').argument('<alert>', 'its name or its id'))
  .action((alert: string, paths: string[], flags: ReadFlags) => run(flags, async (to) => (await import('./commands/runbook.ts')).runbookCommand(alert, paths, flags, to)));

program
  .command('rules')
  .description('list the rules')
  .option('--format <format>', 'text, json or markdown', 'text')
  .addOption(color())
  .action((flags: CommonFlags & { format: string }) => run(flags, async (to) => (await import('./commands/rules.ts')).rulesCommand(flags, to)));

program
  .command('explain')
  .description('say what a rule means, with examples; or what was found in a text')
  .argument('[rule]', 'its id, its bare name, or the address of its page')
  .option('--text <place>', 'FILE:LINE: print what the text there tells a person, and what is missing')
  .option('--config <path>', 'use this configuration file, for rules of your own and for --text')
  .option('--no-config', 'use no configuration file')
  .addOption(color())
  .action((rule: string | undefined, flags: ReadFlags & { text?: string }) =>
    run(flags, async (to) => {
      if (flags.text !== undefined && rule === undefined) return (await import('./commands/explain-text.ts')).explainTextCommand(flags.text, flags, to);
      if (rule === undefined || flags.text !== undefined) throw new UsageError('`explain` takes a rule, or --text FILE:LINE');
      return (await import('./commands/explain.ts')).explainCommand(rule, flags, to);
    }),
  );

program
  .command('lsp')
  .description('serve an editor: the Language Server Protocol over standard input and output')
  .option('--stdio', 'the only way there is; some editors say so')
  .option('--plugins', 'run the code that the configuration names; for folders that you trust')
  .action((flags: { plugins?: boolean }) => run({ color: 'never' }, async () => (await import('./commands/lsp.ts')).lspCommand(flags)));

program
  .command('completion')
  .description('print a script that completes commands and options in a shell')
  .argument('<shell>', 'bash, zsh or fish')
  .action((shell: string) => run({ color: 'auto' }, async (to) => (await import('./commands/completion.ts')).completionCommand(shell, program, to)));

outliveReaders();
try {
  await program.parseAsync(process.argv.map(withoutValue));
} catch (error) {
  status = await statusOf(error);
}
process.exitCode = status;

async function statusOf(error: unknown): Promise<number> {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : CANNOT;
  const { red } = terminal.errorColors;
  if (error instanceof ConfigurationError) {
    const { tellConfigurationError } = await import('./commands/configuration-error.ts');
    tellConfigurationError(error, terminal);
  } else if (error instanceof UsageError) terminal.error(`${red('error:')} ${error.message}${hintFor(error)}\n`);
  else terminal.error(`${red('internal error:')} ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return CANNOT;
}

/** `--changed` takes its value behind `=` only, so that `--changed rules/` names a path. */
function withoutValue(argument: string): string {
  return argument === '--changed' ? '--changed=' : argument;
}

/** A slip in a command's name looks like a path that is not there. */
function hintFor(error: UsageError): string {
  if (!(error instanceof MissingPathError) || !/^[a-z]+$/.test(error.given)) return '';
  return didYouMean(error.given, program.commands.map((command) => command.name()));
}
