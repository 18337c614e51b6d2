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
