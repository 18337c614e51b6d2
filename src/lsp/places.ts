import type { Report } from '../lint.ts';
import { looksOf, type Check, type Finding, type Span } from '../model/index.ts';
import type { Project } from '../project.ts';

/** A place in a file at which the editor asks something. */
export interface Point {
  path: string;
  offset: number;
}

/** Behind the last character counts too: that is where a cursor stands after it was typed. */
export function holds({ path, start, end }: Span, point: Point): boolean {
  return path === point.path && start <= point.offset && point.offset <= end;
}

/** The smallest check around a place. */
export function checkAt({ checks }: Project, point: Point): Check | undefined {
  const around = checks.filter(({ span }) => holds(span, point));
  return around.sort((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start))[0];
}

export function findingsAt({ findings }: Report, point: Point): Finding[] {
  return findings.filter(({ at }) => holds(at, point));
}

/** The place is the name of the check or a look of it, and not just somewhere in its definition. */
export function isHeart({ at, observes }: Check, point: Point): boolean {
  return holds(at, point) || looksOf(observes).some((look) => holds(look.at, point));
}
