import type { Command, Option } from 'commander';
import { rules } from '../../rules/index.ts';
import { reporters } from '../reporters/index.ts';
import { choice } from './flags.ts';
import type { Terminal } from './terminal.ts';

/** A command with what can stand behind its name. */
interface Spec {
  name: string;
  says: string;
  options: OptionSpec[];
  /** Words that its argument can be; absent where it takes files. */
  words?: string[];
}

interface OptionSpec {
  flags: string[];
  says: string;
  takesValue: boolean;
  /** Words that its value can be; a file where there are none. */
  values: string[];
}

const SHELLS = ['bash', 'zsh', 'fish'] as const;
type Shell = (typeof SHELLS)[number];

/** Prints a script that completes commands, options and their values in a shell; all of it follows from the command line's own definition. */
export function completionCommand(shell: string, program: Command, terminal: Terminal): number {
  const scripts: Record<Shell, (specs: Spec[], fallback: Spec) => string> = { bash, zsh, fish };
  const specs = program.commands.map((command) => specOf(command, program));
  // What stands without a command is for `lint`.
  const fallback = specs.find(({ name }) => name === 'lint') ?? { name: '', says: '', options: [] };
  terminal.out(scripts[choice('shell', shell, SHELLS)](specs, fallback));
  return 0;
}

function specOf(command: Command, program: Command): Spec {
  const [argument] = command.registeredArguments;
  const words = argument === undefined ? [] : argument.name() === 'command' ? program.commands.map((one) => one.name()) : wordsFor(`<${argument.name()}>`, argument.description);
  return {
    name: command.name(),
    says: command.summary(),
    options: command.options.filter(({ hidden }) => !hidden).map((option) => optionOf(option, command)),
    ...((argument === undefined || words.length > 0) && { words }),
  };
}

function optionOf(option: Option, command: Command): OptionSpec {
  const { short, long, description } = option;
  const value = /[<[][^<[\]>]+[\]>]/.exec(option.flags)?.[0] ?? '';
  const values = value === '<format>' && command.name() === 'lint' ? Object.keys(reporters) : wordsFor(value, description);
  // The value of an optional one stands behind `=`, so the next word is not it.
  return { flags: [short, long].filter((flag) => flag !== undefined), says: description, takesValue: option.required, values };
}

/** What can stand for a value: rules where rules are meant, or the words that the description lists before its first semicolon: `auto, always or never`. */
function wordsFor(value: string, description: string): string[] {
  if (value === '<rule>') return [...new Set(rules.map(({ id }) => id.slice(0, id.indexOf('/')))), ...rules.map(({ id }) => id)];
  const listed = /(?:^|: )((?:[a-z]+, )*[a-z]+ or [a-z]+)$/.exec(description)?.[1];
  return listed === undefined ? [] : listed.split(/, | or /);
}

/** Options whose next word is a value. */
function valued({ options }: Spec): OptionSpec[] {
  return options.filter(({ takesValue }) => takesValue);
}

function bash(specs: Spec[], fallback: Spec): string {
  const names = specs.map(({ name }) => name);
  const cases = specs.map((spec) => {
    const values = valued(spec).map(({ flags, values: words }) => `        ${flags.join('|')}) ${words.length > 0 ? `words=${quoted(words.join(' '))}` : 'files=1'} ;;`);
    const rest = `        -*) words=${quoted(spec.options.flatMap(({ flags }) => flags).join(' '))} ;;\n        *) ${spec.words === undefined ? 'files=1' : `words=${quoted(spec.words.join(' '))}`} ;;`;
    const before = values.length === 0 ? '' : `      case $previous in\n${values.join('\n')}\n        *) value= ;;\n      esac\n`;
    return `    ${spec.name})\n      value=1\n${before === '' ? '      value=\n' : before}      [ -n "$value" ] || case $current in\n${rest}\n      esac\n      ;;`;
  });
  return `# Completion of vigilint for bash: eval "$(vigilint completion bash)"
_vigilint() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} command= words= files= value= word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case $word in
      ${names.join('|')}) command=$word; break ;;
    esac
  done
  case \${command:-${fallback.name}} in
${cases.join('\n')}
  esac
  [ -n "$command" ] || [ "$COMP_CWORD" -gt 1 ] || [[ $current == -* ]] || words="$words ${names.join(' ')}"
  COMPREPLY=()
  [ -z "$words" ] || mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
  if [ -n "$files" ]; then
    mapfile -t -O "\${#COMPREPLY[@]}" COMPREPLY < <(compgen -f -- "$current")
    compopt -o filenames 2>/dev/null
  fi
}
complete -F _vigilint vigilint
`;
}

function zsh(specs: Spec[], fallback: Spec): string {
  const escape = (text: string): string => text.replace(/[\\[\]:]/g, '\\$&');
  const option = ({ flags, says, takesValue, values }: OptionSpec): string[] => {
    const value = takesValue ? `:value:${values.length > 0 ? `(${values.join(' ')})` : '_files'}` : '';
    return flags.map((flag) => quoted(`*${flag}[${escape(says)}]${value}`));
  };
  const body = ({ options, words }: Spec): string => {
    const rest = words === undefined ? "'*:path:_files'" : words.length > 0 ? quoted(`:word:(${words.join(' ')})`) : '';
    return ['_arguments', ...options.flatMap(option), rest].filter((part) => part !== '').join(' \\\n        ');
  };
  return `#compdef vigilint
# Completion of vigilint for zsh: vigilint completion zsh > "\${fpath[1]}/_vigilint"
_vigilint() {
  local -a commands=(
${specs.map(({ name, says }) => `    ${quoted(`${name}:${escape(says)}`)}`).join('\n')}
  )
  local command=\${words[2]}
  if (( CURRENT == 2 )) && [[ $command != -* ]]; then
    _describe command commands
    _files
    return
  fi
  if (( \${commands[(I)$command:*]} )); then
    shift words
    (( CURRENT-- ))
  else
    command=${fallback.name}
  fi
  case $command in
${specs.map((spec) => `    ${spec.name})\n      ${body(spec)}\n      ;;`).join('\n')}
  esac
}
if [ "$funcstack[1]" = _vigilint ]; then _vigilint "$@"; else compdef _vigilint vigilint; fi
`;
}

function fish(specs: Spec[], fallback: Spec): string {
  const names = specs.map(({ name }) => name).join(' ');
  const line = (condition: string, rest: string): string => `complete -c vigilint -n ${quoted(condition)} ${rest}\n`;
  const lines = specs.map((spec) => {
    const conditions = [`__fish_seen_subcommand_from ${spec.name}`, ...(spec === fallback ? [`not __fish_seen_subcommand_from ${names}`] : [])];
    return conditions.flatMap((condition) => [...spec.options.map((option) => line(condition, fishOption(option))), ...(spec.words ? [line(condition, `-f -a ${quoted(spec.words.join(' '))}`)] : [])]).join('');
  });
  return `# Completion of vigilint for fish: vigilint completion fish > ~/.config/fish/completions/vigilint.fish\n${specs
    .map(({ name, says }) => line(`not __fish_seen_subcommand_from ${names}`, `-a ${name} -d ${quoted(says)}`))
    .join('')}${lines.join('')}`;
}

function fishOption({ flags, says, takesValue, values }: OptionSpec): string {
  const named = flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`));
  const value = takesValue ? (values.length > 0 ? ` -x -a ${quoted(values.join(' '))}` : ' -r') : '';
  return `${named.join(' ')} -d ${quoted(says)}${value}`;
}

/** A word for every one of these shells. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'"'"'`)}'`;
}
