/** A command as GitHub's runner understands it: https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs */
export interface Command {
  name: string;
  properties: Record<string, string>;
  data: string;
}

const REGISTERED = new Set(['add-mask', 'add-matcher', 'add-path', 'debug', 'echo', 'endgroup', 'error', 'group', 'notice', 'remove-matcher', 'save-state', 'set-env', 'set-output', 'stop-commands', 'warning']);

const unescaped = (text: string): string => text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%25', '%');

/** What the runner takes a line of a log for: a command, or null for mere words. */
export function commandIn(line: string): Command | null {
  return modern(line.trimStart()) ?? legacy(line);
}

function modern(line: string): Command | null {
  const end = line.indexOf('::', 2);
  return line.startsWith('::') && end >= 0 ? parse(line.slice(2, end), ',', line.slice(end + 2)) : null;
}

/** `##[name properties]data`, wherever in a line it stands. */
function legacy(line: string): Command | null {
  const start = line.indexOf('##[');
  const end = line.indexOf(']', start);
  return start >= 0 && end >= 0 ? parse(line.slice(start + 3, end), ';', line.slice(end + 1)) : null;
}

function parse(info: string, separator: string, data: string): Command | null {
  const space = info.indexOf(' ');
  const name = space < 0 ? info : info.slice(0, space);
  if (!REGISTERED.has(name.toLowerCase())) return null;
  const pairs = space < 0 ? [] : info.slice(space + 1).trim().split(separator).filter((pair) => pair !== '');
  const properties = pairs.map((pair): [string, string] => [pair.slice(0, pair.indexOf('=')), unescaped(pair.slice(pair.indexOf('=') + 1))]);
  return { name, properties: Object.fromEntries(properties), data: unescaped(data) };
}
