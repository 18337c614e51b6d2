import { placeholderOwner } from '../../src/reason/audience.ts';
import { quote } from '../../src/reason/quote.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'serve/placeholder-owner',
  summary: 'The owner is a placeholder that nobody has filled in.',
  why: 'The field is there, so every check for its presence is content; and whoever looks for somebody to call finds `changeme`.',
  help: 'Write the name of the team that answers, as your routing and your directory spell it.',
  severity: 'warning',
  confidence: 'likely',
  presets: ['recommended', 'strict'],
  on: ['alert', 'synthetic', 'round'],
  references: ['https://docs.aws.amazon.com/wellarchitected/latest/framework/ops_ops_model_def_activity_owners.html', 'https://www.rfc-editor.org/rfc/rfc2606'],
  exceptions: 'Only words that can be nobody, and addresses at the domains that are kept for examples. A team that is really called so is the exception.',
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
  *judge({ name, audience: { owner, recipients } }, { knowledge: { words } }) {
    if (owner && placeholderOwner(owner.text, words) !== undefined) {
      yield { at: owner.at, message: `the owner of \`${name}\` is ${quote(owner.text)}: that is nobody` };
      return;
    }
    if (recipients === 'unknown' || recipients.length === 0) return;
    const [first] = recipients;
    if (first && recipients.every(({ text }) => placeholderOwner(text, words) !== undefined)) yield { at: first.at, message: `\`${name}\` is sent to ${quote(first.text)}: that is nobody` };
  },
});
