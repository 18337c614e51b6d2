import type { Check, Runbook, Span } from '../../src/model/index.ts';
import { openCase } from '../../src/reason/clarity.ts';
import { quote } from '../../src/reason/quote.ts';
import { defineRule, type Project } from '../../src/rule.ts';

export default defineRule({
  id: 'act/unfinished-branch',
  summary: 'A case is named, and nothing says what to do in it.',
  why: 'The reader who finds that it is so has been led to the edge of the answer and left there. Most often a line was lost when the text was moved.',
  help: 'Write behind the case what to do in it, or take the case out.',
  severity: 'warning',
  confidence: 'likely',
  presets: ['recommended', 'strict'],
  on: ['alert', 'synthetic', 'round', 'runbook'],
  references: ['https://sre.google/sre-book/being-on-call/'],
  exceptions: 'Only a case with which a text or a section ends is judged: whatever follows one, in the next sentence, the next line or a list below it, is taken for its answer.',
  examples: [
    {
      format: 'prometheus',
      path: 'rules/queue.yml',
      bad: `groups:
  - name: queue
    rules:
      - alert: QueueStuck
        expr: queue_age_seconds > 900
        annotations:
          description: Check the log of the payment worker for a locked order. If one order is locked,
`,
      good: `groups:
  - name: queue
    rules:
      - alert: QueueStuck
        expr: queue_age_seconds > 900
        annotations:
          description: Check the log of the payment worker for a locked order. If one order is locked, release it with \`shopctl unlock\`.
`,
    },
    {
      format: 'runbook',
      path: 'runbooks/QueueStuck.md',
      bad: '# QueueStuck\n\n## Mitigation\n\n1. Restart the worker: `systemctl restart payments`.\n2. If the queue does not drain:\n\n## Prevention\n\nKeep orders short.\n',
      good: '# QueueStuck\n\n## Mitigation\n\n1. Restart the worker: `systemctl restart payments`.\n2. If the queue does not drain: call the payment desk on 4711.\n\n## Prevention\n\nKeep orders short.\n',
    },
  ],
  *judge(subject, project) {
    for (const { at, branch } of subject.kind === 'runbook' ? openSteps(subject, project) : openTexts(subject, project)) {
      const name = subject.kind === 'runbook' ? `the runbook ${quote(subject.title)}` : subject.kind === 'round' ? 'the step' : `\`${subject.name}\``;
      yield { at, message: `${name} says ${quote(branch)} and not what to do then` };
      return;
    }
  },
});

interface Open {
  at: Span;
  /** The words of the case. */
  branch: string;
}

function* openTexts({ observes, response }: Check, project: Project): Generator<Open> {
  for (const text of response.texts) {
    if (text.role === 'title') continue;
    const branch = openCase(text.value, project.knowledge.words);
    if (branch) yield { at: text.at, branch };
  }
  if (observes.via !== 'person' || observes.otherwise !== undefined) return;
  const branch = openCase(observes.look, project.knowledge.words);
  if (branch) yield { at: observes.at, branch };
}

/** The last step before a heading, or before the end of the page. */
function* openSteps({ shape, sections }: Runbook, project: Project): Generator<Open> {
  if (shape !== 'page') return;
  for (const { steps } of sections) {
    const last = steps.at(-1);
    const branch = last && (last.form === 'item' || last.form === 'paragraph') ? openCase(last.text, project.knowledge.words) : undefined;
    if (last && branch) yield { at: last.at, branch };
  }
}
