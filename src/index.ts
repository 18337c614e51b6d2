export { lint, lintDocuments, type Options, type Report } from './lint.ts';
export { createDocument, type Document } from './document.ts';
export { defineFormat, type Format } from './format.ts';
export { defineRule, type Example, type Problem, type Project, type Rule } from './rule.ts';
export { DEFAULT_SETTINGS, type Settings } from './config/settings.ts';
export type * from './model/index.ts';
