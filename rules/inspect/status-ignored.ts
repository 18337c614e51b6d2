import { insertWord } from '../../src/reason/insert.ts';
import { addressOf, unreadAnswer } from '../../src/reason/looks.ts';
import { quote } from '../../src/reason/quote.ts';
import { defineRule } from '../../src/rule.ts';

/** The option that makes a client judge the status. */
const OPTION: Record<string, string> = { curl: '--fail', http: '--check-status', https: '--check-status' };

/** A path that is there to be asked answers well when all is well. Another may answer 400 or 404 for ever, as DynamoDB does at `/`. */
const HEALTH_PATH = /health|live|ready|ping|probe|status|heartbeat/i;

/** What makes each client judge the status. */
const CURE: Record<string, string> = {
  curl: 'Give curl `--fail` (or `-f`), so that it fails on a status of 400 and above.',
  http: 'Give HTTPie `--check-status`, so that it fails on an error status.',
  https: 'Give HTTPie `--check-status`, so that it fails on an error status.',
  python: 'Call `raise_for_status()` on the answer, so that an error status raises.',
  node: 'End with a failure unless the answer is good: `.then((answer) => process.exit(answer.ok ? 0 : 1))`.',
};

export default defineRule({
  id: 'inspect/status-ignored',
  summary: 'The check receives a status and does not read it.',
  why: 'The service can answer every request with an error, and the check goes on saying that all is well: it sees only that somebody answers.',
  help: 'Make the client fail on an error status.',
  severity: 'error',
  confidence: 'proven',
  presets: ['recommended', 'strict'],
  on: ['probe', 'synthetic'],
  references: ['https://curl.se/docs/manpage.html#-f', 'https://httpie.io/docs/cli/scripting'],
  exceptions: 'Where any answer at all is what you want to know, as of a gateway that answers everything with 404, compare the status with the one that you expect.',
  examples: [
    {
      format: 'compose',
      path: 'compose.yaml',
      bad: `services:
  shop:
    image: example/shop:1
    healthcheck:
      test: curl -s http://localhost:8080/readyz || exit 1
`,
      good: `services:
  shop:
    image: example/shop:1
    healthcheck:
      test: curl -sf http://localhost:8080/readyz || exit 1
`,
    },
  ],
  *judge(check, project) {
    if (check.state.is !== 'enabled') return;
    const look = unreadAnswer(check, project.knowledge);
    if (!look) return;
    const option = OPTION[look.client];
    const edit = option !== undefined && look.gap ? insertWord(option, look.gap, project.textAt(look.gap)) : undefined;
    const cure = CURE[look.client.replace(/(?<![\d.])[\d.]+$/, '')];
    yield {
      at: look.at,
      message: `${quote(project.textAt(look.at))} takes any answer for a good one: \`${check.name}\` stays green when ${addressOf(look)} answers 500`,
      ...(cure !== undefined && { help: cure }),
      ...(edit && { fix: { edits: [edit], safe: HEALTH_PATH.test(look.url.path ?? '') } }),
    };
  },
});
