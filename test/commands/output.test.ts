import { expect, it } from 'vitest';
import { writeAtomically } from '../../src/commands/output.ts';
import { UsageError } from '../../src/usage-error.ts';

it.runIf(process.platform === 'linux')('gives up where the system lets nobody make a folder', () => {
  expect(() => { writeAtomically('/proc/reports/vigilint.json', '{}'); }).toThrow(UsageError);
});
