import type { Command, Option } from 'commander';
import { VERSION } from '../version.ts';

/** What a manual page has beside the commands, in the order in which man pages have it; a line that begins with `~` is a term, and what follows explains it. */
const BEFORE: Record<string, string> = {
  DESCRIPTION: `vigilint reads alert rules, probes, health checks, runbooks and people's rounds, breaks each target in six ways on paper, and works out what stays green. It judges four things of each check: which light it looks at, what the person does when it is red, whom it serves, and whether it would go red and be heard.

The network is never touched, and nothing that is read is run; only modules that \`plugins\` of the configuration names are.`,
};

const AFTER: Record<string, string> = {
  'EXIT STATUS': `~0
Nothing is wrong.
~1
There are findings at or above \`--fail-on\` (\`error\` by default), more warnings than \`--max-warnings\`, or, where \`CI\` is set, entries of the baseline that do not occur any more. With \`--diff\`: there is something to mend.
~2
Wrong usage, a wrong configuration, or a fault of vigilint's own.`,
  SUPPRESSIONS: `A comment within a check or directly above it hides what is known of it. The reason is required; with a date it holds through that day.

    # vigilint-ignore[inspect/presence-only] until 2026-12-31: the new lamp is on order

Files without comments are named in the configuration, under \`ignore\`.`,
  FILES: `~vigilint.yaml, vigilint.yml, vigilint.json
The configuration: the nearest from the working directory up to the root of the repository. \`vigilint config\` shows what it means.
~vigilint-baseline.json
Findings that are known, in the working directory. \`vigilint baseline\` writes it.
~.gitignore
What git ignores is not read.`,
  ENVIRONMENT: `~NO_COLOR, FORCE_COLOR, CLICOLOR_FORCE, TERM
Whether \`--color=auto\` paints. The option comes before them, and NO_COLOR before the others.
~CI
No progress is shown, and entries of the baseline that do not occur any more fail the run.
~GITHUB_ACTIONS, GITHUB_STEP_SUMMARY
On GitHub Actions, and without \`--format\`, findings become annotations beside the text, and the summary of the job gets the whole table.
~GITHUB_WORKSPACE, CI_PROJECT_DIR
The root of the repository, from which paths in the reports for GitHub and GitLab start.`,
  EXAMPLES: `~vigilint deploy/ rules/api.yml
Judge a folder and a file.
~helm template . | vigilint -
Judge rendered manifests.
~vigilint --format text --format sarif=out/vigilint.sarif
Print the text, and write a file for code scanning.
~vigilint --changed=origin/main
Report only on checks that were added or edited since HEAD left that branch.
~vigilint --diff --unsafe-fixes
Show what could be mended.
~vigilint explain --text rules/api.yml:12
Say what the text there tells a person, and what is missing.`,
  'SEE ALSO': 'promtool(1), amtool(1), yamllint(1). `vigilint rules` lists the rules, and `vigilint explain RULE` says what one means.',
};

/** The manual page in roff (man(7)); all it says of commands and options follows from the command line's own definition. */
export function manualOf(program: Command): string {
  return [
    `.TH VIGILINT 1 "" "vigilint ${VERSION}" "User Commands"`,
    '.SH NAME',
    `vigilint \\- ${lowered(plain(program.description().replace(/\.$/, '')))}`,
    '.SH SYNOPSIS',
    ...program.commands.flatMap((command) => ['.br', synopsisOf(command)]).slice(1),
    ...sections(BEFORE),
    '.SH COMMANDS',
    ...program.commands.flatMap(partOf),
    ...sections(AFTER),
    '',
  ].join('\n');
}

/** `lint` may be left out. */
function synopsisOf(command: Command): string {
  const name = command.name() === 'lint' ? '[lint]' : command.name();
  return `\\fBvigilint\\fR ${plain(`${name} ${command.usage()}`)}`;
}

function partOf(command: Command): string[] {
  const given = command.registeredArguments.flatMap((argument) => ['.TP', `\\fI${plain(argument.name())}\\fR`, ...filled(argument.description)]);
  return [`.SS vigilint ${command.name()}`, ...filled(command.description()), ...given, ...command.options.flatMap(optionOf)];
}

function optionOf({ flags, description, defaultValue }: Option): string[] {
  const standard = typeof defaultValue === 'string' ? ` (default: ${defaultValue})` : '';
  return ['.TP', `\\fB${plain(flags)}\\fR`, ...filled(`${description}${standard}`)];
}

function sections(texts: Record<string, string>): string[] {
  return Object.entries(texts).flatMap(([title, text]) => [`.SH ${title}`, ...text.split('\n').flatMap(lineOf)]);
}

function lineOf(line: string): string[] {
  if (line === '') return ['.PP'];
  if (line.startsWith('~')) return ['.TP', `\\fB${plain(line.slice(1))}\\fR`];
  return line.startsWith('    ') ? ['.nf', `.in +4n`, plain(line.trim()), '.in', '.fi'] : filled(line);
}

/** Running text: what stands in backticks is bold. */
function filled(text: string): string[] {
  return [plain(text).replace(/`([^`]*)`/g, '\\fB$1\\fR')];
}

/** Text in which nothing is a request of roff; a hyphen stays the one that a shell knows. */
function plain(text: string): string {
  return text.replaceAll('\\', '\\e').replaceAll('-', '\\-').replace(/^[.']/, '\\&$&');
}

function lowered(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}
