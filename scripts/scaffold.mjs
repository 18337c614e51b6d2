// What new-rule and new-format share.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export function fail(message) {
  console.error(message);
  process.exit(2);
}

/** Writes files that are not there yet; refuses to touch one that is. */
export function create(files) {
  const taken = Object.keys(files).find((file) => existsSync(file));
  if (taken !== undefined) fail(`${taken} is there already`);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    console.log(`  ${file}`);
  }
}

/** `no-owner` as `noOwner`. */
export function camel(name) {
  return name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
}

/** Adds the default export of a module to an index: its import and its entry in the one list, both in the order of paths. */
export function addToIndex(index, module) {
  const text = readFileSync(index, 'utf8');
  const imports = new Map([...text.matchAll(/^import (\w+) from '(\.\/.+)';$/gm)].map(([, name, from]) => [from, name]));
  imports.set(module, camel(path.basename(module, '.ts')));
  const sorted = [...imports].sort(([a], [b]) => (a < b ? -1 : 1));
  const names = sorted.map(([, name]) => name);
  const inline = `[${names.join(', ')}]`;
  const list = inline.length > 100 ? `[\n${names.map((name) => `  ${name},\n`).join('')}]` : inline;
  const block = sorted.map(([from, name]) => `import ${name} from '${from}';\n`).join('');
  const withoutImports = text.replace(/^import \w+ from '\.\/.+';\n/gm, '');
  const head = /^(?:import .*\n)*/.exec(withoutImports)[0];
  const rest = withoutImports.slice(head.length).replace(/= \[[^\]]*\];/, `= ${list};`);
  writeFileSync(index, head + block + rest);
  console.log(`  ${index}`);
}

/** Runs a step whose output matters only when it fails. */
export function run(program, args) {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0) fail(`${program} ${args.join(' ')} fails:\n${stdout}${stderr}`);
}
