import { DockerfileParser, ModifiableInstruction, type Instruction } from 'dockerfile-ast';

/** A Dockerfile's stages with their HEALTHCHECK instructions, in the order of the file; offsets count into its text. */
export interface DockerfileStage {
  /** `AS name`, or the number of the stage. */
  name: string;
  healthchecks: HealthcheckInstruction[];
  /** The words of the last `SHELL`, which runs the shell form; absent for Docker's own `/bin/sh -c`. */
  shell?: string[];
}

interface Range {
  start: number;
  end: number;
}

export interface HealthcheckInstruction extends Range {
  /** The word HEALTHCHECK. */
  keyword: Range;
  /** `--interval=5s` as `interval`: `5s`. */
  flags: Record<string, string>;
  command: HealthcheckCommand;
}

export type HealthcheckCommand =
  | (Range & { is: 'none' })
  /** Text for a shell, with lines that are comments blanked out. */
  | (Range & { is: 'shell'; text: string })
  /** A JSON array, which starts a program without a shell. */
  | (Range & { is: 'exec'; items: (Range & { text: string })[] });

/** Reads a whole file; never throws. */
export function parseDockerfile(text: string): DockerfileStage[] {
  const starts = lineStarts(text);
  const stages: DockerfileStage[] = [];
  for (const instruction of DockerfileParser.parse(text).getInstructions()) {
    const keyword = instruction.getKeyword();
    if (keyword === 'FROM') stages.push({ name: stageName(instruction) ?? String(stages.length), healthchecks: [] });
    const stage = stages.at(-1);
    if (!stage) continue;
    if (keyword === 'SHELL') stage.shell = strings(instruction.getRawArgumentsContent() ?? '')?.map((item) => item.text) ?? [];
    if (keyword === 'HEALTHCHECK' && instruction instanceof ModifiableInstruction) {
      const found = healthcheck(instruction, text, starts);
      if (found) stage.healthchecks.push(found);
    }
  }
  return stages;
}

function stageName(from: Instruction): string | undefined {
  const words = from.getArguments().map((argument) => argument.getValue());
  const at = words.findIndex((word) => word.toUpperCase() === 'AS');
  return at < 0 ? undefined : words[at + 1];
}

function healthcheck(instruction: ModifiableInstruction, text: string, starts: readonly number[]): HealthcheckInstruction | null {
  const offset = ({ line, character }: { line: number; character: number }) => (starts[line] ?? 0) + character;
  const range = ({ start, end }: { start: { line: number; character: number }; end: { line: number; character: number } }): Range => ({ start: offset(start), end: offset(end) });
  const all = range(instruction.getRange());
  const [first, second] = instruction.getArguments();
  if (!first) return null;
  const flags = Object.fromEntries(instruction.getFlags().map((flag) => [flag.getName(), flag.getValue() ?? '']));
  const common = { ...all, keyword: range(instruction.getInstructionRange()), flags };
  if (first.getValue().toUpperCase() === 'NONE') return { ...common, command: { is: 'none', ...range(first.getRange()) } };
  if (!second) return null;
  return { ...common, command: commandIn(text, offset(second.getRange().start), all.end) };
}

/** Docker reads the rest as a JSON array of strings, and where that fails as text for the shell. */
function commandIn(text: string, start: number, end: number): HealthcheckCommand {
  const rest = text.slice(start, end).replace(COMMENT_LINE, (line) => ' '.repeat(line.length));
  const items = strings(rest.replace(/\\(?=[ \t]*\r?\n)/g, ' '));
  if (!items) return { is: 'shell', text: rest, start, end };
  return { is: 'exec', items: items.map((item) => ({ text: item.text, start: start + item.start, end: start + item.end })), start, end };
}

/** Between continued lines Docker drops comments, line break and all. */
const COMMENT_LINE = /^[ \t]*#.*\r?\n/gm;

/** The strings of a JSON array, with their places inside the quotes; null when it is none. */
function strings(text: string): (Range & { text: string })[] | null {
  try {
    const value: unknown = JSON.parse(text);
    if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) return null;
  } catch {
    return null;
  }
  return [...text.matchAll(/(?<!\\)"((?:[^"\\]|\\.)*)"/g)].map((match) => ({
    text: JSON.parse(match[0]) as string,
    start: match.index + 1,
    end: match.index + match[0].length - 1,
  }));
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
