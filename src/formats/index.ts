import type { Format } from '../format.ts';

/** Every format that is read. */
export const formats: readonly Format[] = [];
