import type { Surroundings } from '../../../format.ts';

const known = new WeakMap<Surroundings, boolean>();

/** Aspects that have nothing to do with alarms: rules of security, tags, what a stack keeps. */
const HARMLESS = /Checks$|Solutions|Nag|^(?:Remove)?Tag$|RemovalPolic|PermissionsBoundary/;

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

const ASPECTS = 'Aspects.of(';

/** What is added stands so near. */
const NEAR = 300;

function hasAspect(text: string): boolean {
  for (let at = text.indexOf(ASPECTS); at >= 0; at = text.indexOf(ASPECTS, at + 1)) {
    const near = text.slice(at, at + NEAR);
    const added = near.indexOf('.add(');
    const name = added < 0 ? undefined : /^\s*new\s+([\w.]+)/.exec(near.slice(added + '.add('.length))?.[1]?.split('.').at(-1);
    if (name === undefined || !HARMLESS.test(name)) return true;
  }
  return false;
}
