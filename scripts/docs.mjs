// Writes what follows from the code: a page for each rule under docs/rules/ and for each format under docs/formats/, the manual page, and the tables of rules and
// formats that stand between markers in README.md. With --check it writes nothing and fails when a file is not what it would write.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { formats, OWN_FINDINGS, rules } from '../dist/index.js';
import { globsOf, pageOfFormat } from './format-pages.mjs';
import { fenced, tableOf } from './markdown.mjs';

/** Kinds of findings that no rule makes have a page like a rule's. */
const own = Object.values(OWN_FINDINGS).map((finding) => ({ ...finding, presets: ['recommended'], on: [], examples: [] }));

const check = process.argv.includes('--check');
const stale = [];

/** Writes a file, or in check mode notes that it would be another. */
function put(file, text) {
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
  stale.push(file);
  if (check) return;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

const HOW_SURE = {
  proven: '`proven`: it follows from what the files say.',
  likely: '`likely`: a judgement on words or conventions.',
  ask: '`ask`: a question to the owner; shown by preset `strict` only.',
};

function presetOf(rule) {
  return rule.presets.includes('recommended') ? 'recommended' : 'strict';
}

/** A page as a person reads it who has just been told of a finding. */
function pageOf(rule) {
  const options = Object.entries(rule.options ?? {});
  const examples = rule.examples.map(({ path: file, bad, good }) => `\`${file}\`, bad:\n\n${fenced(file, bad)}\nGood:\n\n${fenced(file, good)}`);
  const sections = [
    ['Why it matters', rule.why],
    ['What to do', rule.help],
    [rule.examples.length === 1 ? 'Example' : 'Examples', examples.join('\n')],
    ['When not to worry', rule.exceptions],
    ['How sure', HOW_SURE[rule.confidence]],
    ['Options', options.map(([name, value]) => `- \`${name}\`, by default \`${JSON.stringify(value)}\``).join('\n')],
    ['Change it', `In \`vigilint.yaml\`:\n\n${fenced('a.yaml', `rules:\n  ${rule.id}: off # or note, warning, error`)}`],
    ['Read more', rule.references.map((url) => `- <${url}>`).join('\n')],
  ];
  const judges = rule.on.length > 0 ? `; judges ${rule.on.join(', ')}` : '';
  const source = rule.on.length > 0 ? `rules/${rule.id}.ts` : 'src/own-findings.ts';
  const head = `# ${rule.id}\n\n${rule.summary}\n\nSeverity ${rule.severity}; preset ${presetOf(rule)}${judges}.\n`;
  return `<!-- Written by npm run docs from ${source}. -->\n\n${head}${sections
    .filter(([, body]) => body !== '')
    .map(([title, body]) => `\n## ${title}\n\n${body.trimEnd()}\n`)
    .join('')}`;
}

function rulesTable(folder, listed = rules) {
  const rows = listed.map((rule) => [`[\`${rule.id}\`](${folder}${rule.id}.md)`, rule.summary, rule.severity, rule.confidence, presetOf(rule)]);
  return tableOf(['rule', 'what is wrong', 'severity', 'how sure', 'preset'], rows);
}

function formatsTable(folder) {
  return tableOf(['format', 'read from'], formats.map((format) => [`[${format.title}](${folder}${format.id}.md)`, globsOf(format)]));
}

/** Puts a table between `<!-- name:begin -->` and `<!-- name:end -->`. */
function between(text, name, table) {
  const begin = `<!-- ${name}:begin -->`;
  const end = `<!-- ${name}:end -->`;
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) return text;
  return `${text.slice(0, from + begin.length)}\n${table}\n${text.slice(to)}`;
}

for (const rule of [...rules, ...own]) put(`docs/rules/${rule.id}.md`, pageOf(rule));
put('docs/rules/README.md', `<!-- Written by npm run docs. -->\n\n# Rules\n\n${rulesTable('')}\n\n## Findings that no rule makes\n\n${rulesTable('', own)}\n`);
put('man/vigilint.1', execFileSync(process.execPath, ['dist/cli.js', 'help', '--man'], { encoding: 'utf8' }));
if (existsSync('README.md')) {
  put('README.md', between(between(readFileSync('README.md', 'utf8'), 'rules', rulesTable('docs/rules/')), 'formats', formatsTable('docs/formats/')));
}

for (const format of formats) put(`docs/formats/${format.id}.md`, await pageOfFormat(format));
put('docs/formats/README.md', `<!-- Written by npm run docs. -->\n\n# Formats\n\n${formatsTable('')}\n`);

removeOthers('docs/rules', [...rules, ...own].map(({ id }) => id));
removeOthers('docs/formats', formats.map(({ id }) => id));

/** Pages of what is no longer there. */
function removeOthers(folder, ids) {
  const pages = new Set(['README.md', ...ids.map((id) => `${id}.md`)]);
  for (const name of readdirSync(folder, { recursive: true }).map((entry) => entry.replaceAll(path.sep, '/'))) {
    if (!name.endsWith('.md') || pages.has(name)) continue;
    stale.push(`${folder}/${name}`);
    if (!check) rmSync(path.join(folder, name));
  }
}

if (check && stale.length > 0) {
  console.error(`not fresh, run npm run docs:\n${stale.map((file) => `  ${file}\n`).join('')}`);
  process.exitCode = 1;
} else if (stale.length > 0) {
  console.log(`written:\n${stale.map((file) => `  ${file}\n`).join('')}`);
}
