import type { Surroundings } from '../../../format.ts';

const known = new WeakMap<Surroundings, boolean>();

/** Aspects that have nothing to do with alarms: rules of security, tags, what a stack keeps. */
const HARMLESS = /^(?:\w*Checks|\w*Solutions\w*|\w*Nag\w*|Tag|RemoveTag|\w*RemovalPolic\w+|\w*PermissionsBoundary\w*)$/;

/**
 * Some code of the project gives alarms their actions from outside: by an aspect, or by going through all constructs.
 * https://docs.aws.amazon.com/cdk/v2/guide/aspects.html
 */
export function actsElsewhere(around: Surroundings): boolean {
  let is = known.get(around);
  if (is === undefined) {
    is = [...around.documents()].some(({ path, text }) => /\.[cm]?[jt]s$/.test(path) && (hasAspect(text) || /\binstanceof\s+(?:\w+\.)*(?:Cfn)?Alarm(?:Base)?\b/.test(text)));
    known.set(around, is);
  }
  return is;
}

function hasAspect(text: string): boolean {
  if (!text.includes('Aspects.of(')) return false;
  return [...text.matchAll(/\bAspects\.of\([^()]*(?:\([^()]*\))?[^()]*\)\s*\.add\(\s*(?:new\s+(?:\w+\.)*(\w+))?/g)].some(([, name]) => name === undefined || !HARMLESS.test(name));
}
