import { audienceSources, lossOf, pageLoss, pageOwner, someoneFor } from '../../src/reason/audience.ts';
import type { Check, Runbook } from '../../src/model/index.ts';
import { quote } from '../../src/reason/quote.ts';
import { defineRule, type Project } from '../../src/rule.ts';

export default defineRule({
  id: 'serve/no-owner',
  summary: 'Neither who answers nor what is lost can be found.',
  why: 'When it is red, nobody in particular is meant by it, and nobody can tell whether it is worth getting up for. Such checks are kept for years and looked at by none.',
  help: 'Name who answers, by a label such as `team` or `owner`, and say in a sentence what its users lose while it is red.',
  severity: 'warning',
  confidence: 'likely',
  presets: ['recommended', 'strict'],
  on: ['alert', 'synthetic', 'round', 'runbook'],
  references: ['https://docs.aws.amazon.com/wellarchitected/latest/framework/ops_ops_model_def_activity_owners.html'],
  exceptions:
    'Quiet where a machine answers the alarm, and where a configuration of Alertmanager with recipients was read: who is told may be decided there. A line of CODEOWNERS counts where it names a file or folder: whoever reviews everything (`* @org/team`) has not been asked about this check. The owner of a component of a Backstage catalogue counts for the checks that name it. A rule of Grafana is asked where no policy was read: there is always one, and it may be kept in Grafana itself. Owners that are placeholders are told by `serve/placeholder-owner`. A runbook is quiet where the alert that leads to it has an owner or a loss, or where it sends its reader to a team, a channel or a ticket.',
  examples: [
    {
      format: 'prometheus',
      path: 'rules/queue.yml',
      bad: `groups:
  - name: queue
    rules:
      - alert: QueueStuck
        expr: queue_age_seconds > 900
        labels: { severity: page }
        annotations: { summary: The queue is stuck. }
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
  // Whoever is named by the check itself answers for it; a placeholder is told by another rule.
  when: (subject) => subject.kind === 'runbook' || (subject.audience.owner?.text.trim() ?? '') === '',
  *judge(check, project) {
    if (check.kind === 'runbook') {
      if (check.shape !== 'page' || isForSomebody(check, project)) return;
      yield {
        at: check.at,
        message: `the runbook ${quote(check.title)} names nobody to call and nothing that anyone loses`,
        why: 'Whoever gets to its end without success has nobody to turn to, and cannot tell how long there is to try.',
        help: 'Say on it who answers, and when to call them; and in a sentence what its users lose meanwhile.',
      };
      return;
    }
    // A round is owned as a whole: it is said once, at its first item.
    if (check.kind === 'round' && project.checks.find((other) => other.kind === 'round' && other.span.path === check.span.path && other.target.name === check.target.name) !== check) return;
    // One line of the file mends all of them where each has no place for words.
    if (check.response.wordless && project.checks.find((other) => other.response.wordless && other.span.path === check.span.path) !== check) return;
    // What is said where a script is scheduled is not known here.
    if (check.response.unread && check.audience.recipients === 'unknown') return;
    // An alarm that a machine answers, as by adding an instance, wakes nobody.
    if (check.kind === 'alert' && check.response.automatic !== undefined) return;
    const sources = audienceSources(check, project);
    if (someoneFor(check, sources) !== undefined || lossOf(check, sources) !== undefined) return;
    const subject = check.kind === 'round' ? `the round \`${check.target.name}\`` : `\`${check.name}\``;
    yield { at: check.at, message: `${subject} names nobody who answers for it and nothing that anyone loses`, ...(isCarriedOn(check, project) && { confidence: 'ask' as const }) };
  },
});

/** Grafana always has a policy and a contact point, and often keeps them in itself: none was read that carries the check. */
function isCarriedOn(check: Check, project: Project): boolean {
  const { recipients, receiver, system = check.format } = check.audience;
  return system === 'grafana' && recipients === 'unknown' && receiver === undefined && project.reach(check) === undefined;
}

/** Somebody stands on the page or behind a check that leads to it, or a loss is said; texts in other languages may say it. */
function isForSomebody(runbook: Runbook, project: Project): boolean {
  if (pageOwner(runbook, project) !== undefined || pageLoss(runbook, project) !== undefined) return true;
  return project.leadsTo(runbook).some(({ check }) => {
    const sources = audienceSources(check, project);
    return someoneFor(check, sources) !== undefined || lossOf(check, sources) !== undefined;
  });
}
