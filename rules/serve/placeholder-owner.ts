import { placeholderOwner, placeholderRecipient } from '../../src/reason/audience.ts';
import { quote } from '../../src/reason/quote.ts';
import { isSample } from '../../src/reason/routing.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'serve/placeholder-owner',
  summary: 'The owner is a placeholder that nobody has filled in.',
  why: 'The field is there, so every check for its presence is content; and whoever looks for somebody to call finds `changeme`.',
  help: 'Write the name of the team that answers, as your routing and your directory spell it.',
  severity: 'warning',
  confidence: 'likely',
  presets: ['recommended', 'strict'],
  on: ['alert', 'synthetic', 'round', 'receiver'],
  references: ['https://docs.aws.amazon.com/wellarchitected/latest/framework/ops_ops_model_def_activity_owners.html', 'https://www.rfc-editor.org/rfc/rfc2606'],
  exceptions: 'Only words that can be nobody, addresses at the domains that are kept for examples, and keys that ask to be filled in; a receiver in a folder of samples is asked. What a script puts in their place before they are used is not seen. A team that is really called so is the exception.',
  examples: [
    {
      format: 'prometheus',
      path: 'rules/queue.yml',
      bad: `groups:
  - name: queue
    rules:
      - alert: QueueStuck
        expr: queue_age_seconds > 900
        labels: { severity: page, team: changeme }
        annotations: { summary: Customers cannot pay. }
`,
      good: `groups:
  - name: queue
    rules:
      - alert: QueueStuck
        expr: queue_age_seconds > 900
        labels: { severity: page, team: payments }
        annotations: { summary: Customers cannot pay. }
`,
    },
  ],
  *judge(subject, { knowledge: { words } }) {
    const { name } = subject;
    const recipients = subject.kind === 'receiver' ? subject.recipients : subject.audience.recipients;
    const owner = subject.kind === 'receiver' ? undefined : subject.audience.owner;
    if (owner && placeholderOwner(owner.text, words) !== undefined) {
      yield { at: owner.at, message: `the owner of \`${name}\` is ${quote(owner.text)}: that is nobody` };
      return;
    }
    if (recipients === 'unknown' || recipients.length === 0) return;
    const [first] = recipients;
    if (!first || recipients.some((recipient) => placeholderRecipient(recipient, words) === undefined)) return;
    yield { at: first.at, message: `\`${name}\` is sent to ${quote(first.unfilled ?? first.text)}: that is nobody`, ...(isSample(subject.span.path) && { confidence: 'ask' as const }) };
  },
});
