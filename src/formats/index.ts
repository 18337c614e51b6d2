import type { Format } from '../format.ts';
import alertmanager from './alertmanager.ts';

/** Every format that is read. */
export const formats: readonly Format[] = [alertmanager];
