// Parses every page of a folder with the Markdown grammar alone, to have something to hold the reading of runbooks against.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { GFM, parser as commonMark } from '@lezer/markdown';

const folder = process.argv[2] ?? '.';
const parser = commonMark.configure([GFM]);
let length = 0;
for (const name of readdirSync(folder)) length += parser.parse(readFileSync(path.join(folder, name), 'utf8')).length;
console.log(`${length} characters parsed`);
