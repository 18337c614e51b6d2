/** Tells where the time of a run goes. */
export interface Clock {
  /** Milliseconds by step, in the order of the steps. */
  readonly laps: ReadonlyMap<string, number>;
  /** Ends a step, and with it begins the next. */
  lap(step: string): void;
}

export function createClock(): Clock {
  let last = performance.now();
  const laps = new Map<string, number>();
  const lap = (step: string): void => {
    const now = performance.now();
    laps.set(step, now - last);
    last = now;
  };
  return { laps, lap };
}

/** The day it is, in UTC, as `2026-12-31`. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** A day of the calendar, written as `2026-12-31`. */
export function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** Days from one day to a later one. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
