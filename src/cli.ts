#!/usr/bin/env node
import { Argument, Command, CommanderError, Help, Option } from 'commander';
import { choice, type BaselineFlags, type CommonFlags, type ConfigFlags, type HelpFlags, type InitFlags, type LintFlags, type ModelFlags, type ReadFlags } from './commands/flags.ts';
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

/** The group of options that a short help leaves out, so that it fits a screen. */
const SELDOM = 'Seldom needed:';

const paths = () => new Argument('[path...]', 'files and folders, this one by default; `-` is stdin').default(['.']);

/** What all commands share that read files. */
function reading(command: Command): Command {
  return command.option('-q, --quiet', 'print findings only').option('-v, --verbose', 'name the configuration and what was skipped');
}

/** The same, as far as it is seldom needed: the last options of a command. */
function seldomReading(command: Command): Command {
  return configuring(command.optionsGroup(SELDOM)).option('--stdin-filename <path>', 'the name that standard input goes by').addOption(color());
}

function configuring(command: Command): Command {
  return command
    .option('--config <path>', 'use this configuration file')
    .option('--no-config', 'use no configuration file')
    .option('--no-plugins', 'run no code that the configuration names');
}

/** Which rules a command goes by. */
function choosing(command: Command): Command {
  return command
    .option('--preset <preset>', 'which rules: recommended or strict', (value) => choice('preset', value, ['recommended', 'strict']))
    .option('--only <rule>', 'judge by these rules or families only; repeatable', list)
    .option('--skip <rule>', 'leave these rules or families out; repeatable', list);
}

let helpSaysAll = false;

const program = new Command('vigilint')
  .description('Tells whether monitoring checks and runbooks mean anything.')
  .version(VERSION, '--version', 'print the version')
  .helpOption('-h, --help', 'print a short help')
  .helpCommand(false)
  .configureHelp({
    showGlobalOptions: false,
    subcommandTerm: (command) => command.name(),
    argumentDescription: ({ description }) => description,
    visibleOptions(command) {
      return Help.prototype.visibleOptions.call(this, command).filter(({ helpGroupHeading }) => helpSaysAll || helpGroupHeading !== SELDOM);
    },
  })
  .addHelpText('after', '\n`vigilint help COMMAND` says more; `vigilint help --man | man -l -` says all.')
  .exitOverride();

const lint = program
  .command('lint', { isDefault: true })
  .summary('judge checks and runbooks; what a bare `vigilint` does')
  .description('Judges checks and runbooks; this is what a bare `vigilint` does.')
  .addArgument(paths())
  .option('--format <format>', 'text, concise, json, sarif, github, gitlab, junit, checkstyle, rdjson, markdown or html; FORMAT=FILE writes a file; repeatable', list);
reading(choosing(lint))
  .option('--fail-on <severity>', 'exit with 1 from here on: error, warning or note', (value) => choice('severity', value, ['error', 'warning', 'note']))
  .option('--changed [=ref]', 'only checks added or edited since HEAD left a branch')
  .option('--fix', 'mend what can be mended safely; --diff only shows it');
seldomReading(lint)
  .option('--exit-zero', 'exit with 0 whatever is found')
  .option('--max-warnings <n>', 'exit with 1 when there are more warnings', number)
  .option('--baseline <path>', 'findings that are known; `vigilint-baseline.json` where there is one')
  .option('--no-baseline', 'report what the baseline knows too')
  .option('--diff', 'print what --fix would change, and write nothing')
  .option('--unsafe-fixes', 'with --fix or --diff: also what has to be looked at afterwards')
  .option('--timing', 'print where the time went')
  .action((given: string[], flags: LintFlags) => run(flags, async (to) => (await import('./commands/lint.ts')).lintCommand(given, flags, to)));

const baseline = program
  .command('baseline')
  .summary('write down what is found now, so that only news is reported')
  .description('Writes what is found now into a file, so that only what comes later is reported.')
  .addArgument(paths())
  .option('--baseline <path>', 'the file; `vigilint-baseline.json` by default')
  .option('--prune', 'only take out what does not occur any more');
seldomReading(reading(choosing(baseline))).action((given: string[], flags: BaselineFlags) =>
  run(flags, async (to) => (await import('./commands/baseline.ts')).baselineCommand(given, flags, to)),
);

program
  .command('init')
  .summary('list what there is to judge and write a configuration')
  .description('Lists what there is to judge and writes a configuration to begin with. It asks nothing and overwrites nothing.')
  .option('--baseline', 'write a baseline too, so that only what comes later is reported')
  .addOption(color())
  .action((flags: InitFlags) => run(flags, async (to) => (await import('./commands/init.ts')).initCommand(flags, to)));

configuring(
  program
    .command('config')
    .summary('print what is configured, and where each value comes from')
    .description('Prints what is configured, for a file or in general, and where each value comes from.')
    .argument('[file]', 'it need not be there')
    .option('--format <format>', 'text or json', 'text'),
)
  .addOption(color())
  .action((file: string | undefined, flags: ConfigFlags) => run(flags, async (to) => (await import('./commands/config.ts')).configCommand(file, flags, to)));

const checks = program
  .command('checks')
  .summary('print every check as it was understood')
  .description('Prints every check as it was understood: what it looks at, when it goes red, who is told what.')
  .addArgument(paths())
  .option('--format <format>', 'text or json', 'text');
seldomReading(reading(checks)).action((given: string[], flags: ModelFlags) => run(flags, async (to) => (await import('./commands/checks.ts')).checksCommand(given, flags, to)));

const drill = program
  .command('drill')
  .summary('print what each check would say if its target broke')
  .description('Prints what each check would say if its target broke, in six ways.')
  .addArgument(paths())
  .option('--format <format>', 'text or json', 'text')
  .option('--why', 'give the reason for each verdict');
seldomReading(reading(drill)).action((given: string[], flags: ModelFlags) =>
  run(flags, async (to) => (await import('./commands/drill.ts')).drillCommand(given, { ...flags, why: flags.why ?? flags.verbose ?? false }, to)),
);

const runbook = program
  .command('runbook')
  .summary('draft a runbook for an alert')
  .description('Drafts a runbook for an alert, with gaps for what only people know.')
  .argument('<alert>', 'its name or its id')
  .addArgument(paths());
seldomReading(reading(runbook)).action((alert: string, given: string[], flags: ReadFlags) =>
  run(flags, async (to) => (await import('./commands/runbook.ts')).runbookCommand(alert, given, flags, to)),
);

configuring(
  program
    .command('rules')
    .summary('list the rules')
    .description('Lists the rules, also those of the configuration, and the findings that no rule makes.')
    .option('--format <format>', 'text, json or markdown', 'text'),
)
  .addOption(color())
  .action((flags: ConfigFlags) => run(flags, async (to) => (await import('./commands/rules.ts')).rulesCommand(flags, to)));

program
  .command('explain')
  .summary('say what a rule means, or what was found in a text')
  .description('Says what a rule means, with examples; or what was found in a text.')
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
  .summary('serve an editor over standard input and output')
  .description('Serves an editor: the Language Server Protocol over standard input and output.')
  .option('--stdio', 'the only way there is; some editors say so')
  .option('--plugins', 'run the code that the configuration names; for folders that you trust')
  .action((flags: { plugins?: boolean }) => run({ color: 'never' }, async () => (await import('./commands/lsp.ts')).lspCommand(flags)));

program
  .command('completion')
  .summary('print a script that completes commands in a shell')
  .description('Prints a script that completes commands, options and their values in a shell.')
  .argument('<shell>', 'bash, zsh or fish')
  .action((shell: string) => run({ color: 'auto' }, async (to) => (await import('./commands/completion.ts')).completionCommand(shell, program, to)));

program
  .command('help')
  .summary('print the help of a command, with all of its options')
  .description('Prints the help of a command, with all of its options.')
  .argument('[command]', 'none: what commands there are')
  .option('--man', 'print the manual page: `vigilint help --man | man -l -`')
  .action((name: string | undefined, { man }: HelpFlags) =>
    run({ color: 'auto' }, async (to) => {
      if (man) {
        to.out((await import('./commands/man.ts')).manualOf(program));
        return 0;
      }
      helpSaysAll = true;
      (name === undefined ? program : commandNamed(name)).outputHelp();
      return 0;
    }),
  );

for (const command of program.commands) {
  if (command.options.some(({ helpGroupHeading }) => helpGroupHeading === SELDOM)) command.addHelpText('after', () => (helpSaysAll ? '' : `\n\`vigilint help ${command.name()}\` lists all options.`));
}

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

function commandNamed(name: string): Command {
  const named = choice('command', name, program.commands.map((command) => command.name()));
  return program.commands.find((command) => command.name() === named) ?? program;
}

/** A slip in a command's name looks like a path that is not there. */
function hintFor(error: UsageError): string {
  if (!(error instanceof MissingPathError) || !/^[a-z]+$/.test(error.given)) return '';
  return didYouMean(error.given, program.commands.map((command) => command.name()));
}
