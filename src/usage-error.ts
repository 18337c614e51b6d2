/** Something that the person at the keyboard can mend: a wrong option, path or configuration. The run ends with exit status 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** A path that somebody named and that is not there. */
export class MissingPathError extends UsageError {
  override name = 'MissingPathError';
  readonly given: string;

  constructor(given: string) {
    super(`no such file or directory: ${given}`);
    this.given = given;
  }
}
