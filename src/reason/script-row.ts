import type { Assertion, Notice, ScriptObservation } from '../model/index.ts';
import { green, red, unknown, UNATTENDED, type Row } from './verdicts.ts';

/** The drill of a script that acts as a user does: red where an assertion that can fail reads what the fault changes. */
export function scriptRow({ asserts, throws, open }: ScriptObservation): Row {
  const sound = soundAssertions(asserts);
  const reads = (...kinds: Assertion['of'][]): Assertion | undefined => sound.find(({ of }) => kinds.includes(of));
  const blind = open ? unknown('a part of the script is not read here') : undefined;
  const otherwise = (because: string): Notice => blind ?? (reads('unknown') ? unknown('it depends on what the assertions of the script read') : green(because));
  const says = (assertion: Assertion): string => `\`${assertion.text}\` does not hold`;
  const arrives = throws ? red('the script ends when nothing answers') : undefined;
  const content = reads('content');
  const judged = reads('content', 'status');
  const any = sound[0];
  return {
    gone: arrives ?? (any ? red(says(any)) : otherwise('nothing that comes back, or does not, ends the script')),
    stuck: arrives ? red('the script ends when no answer comes in time') : any ? red(says(any)) : otherwise('nothing that comes back, or does not, ends the script'),
    failing: judged ? red(says(judged)) : otherwise('no assertion reads what an error page changes'),
    degraded: judged ? unknown('it depends on whether what is asserted changes with the state') : otherwise('no assertion reads what the target says of itself'),
    wrong: content ? red(says(content)) : otherwise('no assertion reads what the page says'),
    silent: UNATTENDED,
  };
}

/** Assertions that can make the check red. */
export function soundAssertions(asserts: readonly Assertion[]): Assertion[] {
  return asserts.filter(({ flaw }) => flaw === undefined);
}
