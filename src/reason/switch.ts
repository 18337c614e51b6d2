import type { Check } from '../model/index.ts';

const NAME = /watch_?dog|dead_?man|heart_?beat|always|snitch|canary|drill|pipeline|keep_?alive|end_?to_?end|(?:^|_)e2e|example|sample|demo/i;
/** A word of its own: `LatestBackup` is no test. */
const TEST = /(?:^|[^A-Za-z])test|Test|TEST/;
const SEVERITY = /^(?:none|watch_?dog|dead_?man.*|heart_?beat)$/i;
const TEXT = /dead[ -]?man|heart ?beat|always (?:be )?fir|watch ?dog|alerting pipeline|test alert|should (?:always|never resolve)/i;

/** An alert that is meant to fire while all is well, to prove that alerts arrive, or to try them out: by its name, severity or texts. */
export function isSwitch({ name, response: { severity, texts } }: Check): boolean {
  return NAME.test(name) || TEST.test(name) || SEVERITY.test(severity?.text ?? '') || texts.some(({ value }) => TEXT.test(value));
}
