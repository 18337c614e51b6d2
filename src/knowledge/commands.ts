import type { Verdict } from '../model/index.ts';
import page from './commands.yaml';

/** What a program's exit status proves. */
export interface CommandFact {
  program: string;
  proves: { gone: Verdict; stuck: Verdict; failing: Verdict; degraded: Verdict; wrong: Verdict };
  because: string;
  better?: string;
  source?: string;
}

interface Entry extends Omit<CommandFact, 'program'> {
  programs: string[];
  with?: string[];
  without?: string[];
  answer?: 'read' | 'unread';
}

const byProgram = new Map<string, Entry[]>();
for (const entry of page as Entry[]) {
  for (const program of entry.programs) byProgram.set(program, [...(byProgram.get(program) ?? []), entry]);
}

/** Asked for its version or its help, a program says that it is installed. */
const IDLE = /^(?:--version|--help|-version|-V)$/;

/**
 * The fact about a command line, or undefined where nothing is known. `answerIsRead`: the check compares what the program
 * prints. Computed arguments are null.
 */
export function commandFact(program: string, args: readonly (string | null)[], answerIsRead: boolean): CommandFact | undefined {
  const [only] = args;
  if (args.length === 1 && IDLE.test(only ?? '')) return idle(program, only ?? '');
  const entry = byProgram.get(program)?.find((candidate) => fits(candidate, args, answerIsRead));
  if (!entry) return undefined;
  const { proves, because, better, source } = entry;
  return { program, proves, because, ...(better !== undefined && { better }), ...(source !== undefined && { source }) };
}

function idle(program: string, flag: string): CommandFact {
  return {
    program,
    proves: { gone: 'green', stuck: 'green', failing: 'green', degraded: 'green', wrong: 'green' },
    because: `\`${program} ${flag}\` only shows that the program is installed`,
  };
}

function fits({ with: needed = [], without = [], answer }: Entry, args: readonly (string | null)[], answerIsRead: boolean): boolean {
  if (answer !== undefined && (answer === 'read') !== answerIsRead) return false;
  const has = (alternatives: string) => alternatives.split('|').some((word) => args.some((arg) => arg === word || arg?.startsWith(`${word}=`) === true));
  return needed.every(has) && !without.some(has);
}
