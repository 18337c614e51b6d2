// The page of a format: what `src/formats/<id>.docs.yaml` says of it, and how vigilint reads the example there.
// What is written in these files is for readers only, so no run of vigilint has to load it.
import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { createDocument, DEFAULT_SETTINGS, lintDocuments } from '../dist/index.js';
import { fenced, tableOf } from './markdown.mjs';

export function docsOf({ id }) {
  return load(readFileSync(`src/formats/${id}.docs.yaml`, 'utf8'));
}

/** The page, once its example is read. */
export async function pageOfFormat(format) {
  const { reads, defaults, traps, example } = docsOf(format);
  const sections = [
    ['What is read', listed(reads)],
    ['What counts where nothing is written', defaults.length === 0 ? '' : tableOf(['setting', 'counts as', 'source'], defaults.map(({ setting, value, source }) => [setting, value, `<${source}>`]))],
    ['Traps', listed(traps)],
    ['Example', `\`${example.path}\`:\n\n${fenced(example.path, example.text)}${await readingOf(format, example)}`],
  ];
  return `<!-- Written by npm run docs from src/formats/${format.id}.docs.yaml. -->\n\n# ${format.title}\n\nFormat \`${format.id}\`, read from ${globsOf(format)}; its own documentation: <${format.docs}>.\n${sections
    .filter(([, body]) => body !== '')
    .map(([title, body]) => `\n## ${title}\n\n${body.trimEnd()}\n`)
    .join('')}`;
}

export function globsOf({ globs }) {
  return globs.map((glob) => `\`${glob}\``).join(', ');
}

function listed(items) {
  return items.map((item) => `- ${item}`).join('\n');
}

const MARKS = { red: '● red', green: '○ green', unknown: '? unknown' };

/** What the checks of the example would say, and when: so the page shows the defaults that the code has. */
async function readingOf(format, { path, text }) {
  const documents = new Map([[path, createDocument(path, text)]]);
  const { project, faults } = await lintDocuments(documents, { settings: DEFAULT_SETTINGS, rules: [] });
  if (faults.length > 0 || !project.scanned.formats.has(format.id)) throw new Error(`the example of ${format.id} is not read as ${format.id}`);
  const checks = project.checks.filter((check) => check.format === format.id);
  if (checks.length === 0) return '';
  const drilled = checks.map((check) => ({ check, notices: project.drill(check) }));
  const faultNames = Object.keys(drilled[0].notices);
  const rows = drilled.map(({ check, notices }) => [`\`${check.name}\``, ...faultNames.map((fault) => MARKS[notices[fault].verdict])]);
  const words = drilled.map(({ check, notices }) => `- \`${check.id}\`: ${[timingOf(check.timing), `silent: ${notices.silent.because}`].filter((part) => part !== '').join('; ')}.`);
  return `\nWhat it would say, if its target broke ([the drill](../drill.md)):\n\n${tableOf(['check', ...faultNames], rows)}\n\n${words.join('\n')}\n`;
}

function timingOf({ every, timeout, failures, holds }) {
  return [
    every === undefined ? '' : `every ${every} s`,
    timeout === undefined ? '' : `${timeout} s to answer`,
    failures === undefined ? '' : `red after ${failures}`,
    holds === undefined ? '' : `held for ${holds} s`,
  ]
    .filter((part) => part !== '')
    .join(', ');
}
