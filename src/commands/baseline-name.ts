/** In the working directory, to which the paths in ids are relative. */
export const BASELINE_FILE = 'vigilint-baseline.json';
