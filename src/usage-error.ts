/** Something that the person at the keyboard can mend: a wrong option, path or configuration. The run ends with exit status 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}
