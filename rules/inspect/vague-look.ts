import type { Check, Runbook } from '../../src/model/index.ts';
import { placedSteps, unwrittenMark, vagueLookIn, vaguePhrase } from '../../src/reason/page.ts';
import { quote } from '../../src/reason/quote.ts';
import { hasReading } from '../../src/reason/reading.ts';
import { defineRule, type Problem, type Project } from '../../src/rule.ts';

export default defineRule({
  id: 'inspect/vague-look',
  summary: 'The step says to look, and not at what or for what.',
  why: 'Whoever does not know the system sees nothing unusual in it, because all of it is new. The look is done, and nothing has been looked at.',
  help: 'Name the place, the time range and the pattern: which log, since when, which words; or the reading that is right.',
  severity: 'warning',
  confidence: 'likely',
  presets: ['recommended', 'strict'],
  on: ['runbook', 'round'],
  references: ['https://sre.google/workbook/on-call/', 'https://ntrs.nasa.gov/citations/19910017830'],
  exceptions: 'One vague step among others that name their place is shown by preset `strict` only, and none that a command or a link stands beside. Texts in another language than English are not judged.',
  examples: [
    {
      format: 'runbook',
      path: 'runbooks/QueueStuck.md',
      bad: '# QueueStuck\n\n## Diagnosis\n\nCheck the logs and see if there is anything unusual.\n\n## Mitigation\n\nRestart the worker: `systemctl restart payments`.\n',
      good: '# QueueStuck\n\n## Diagnosis\n\nIn the worker\'s log of the last ten minutes, `lease lost` means that the other site has taken over.\n\n## Mitigation\n\nRestart the worker: `systemctl restart payments`.\n',
    },
    {
      format: 'round-page',
      path: 'rounds/daily-checks.md',
      bad: '# Daily checks\n\n| look at | expect | otherwise |\n| --- | --- | --- |\n| the air-conditioning unit | looks ok | call 4711 |\n',
      good: '# Daily checks\n\n| look at | expect | otherwise |\n| --- | --- | --- |\n| the alarm lamp of the air-conditioning unit | green | call 4711 |\n',
    },
  ],
  *judge(subject, project) {
    const found = subject.kind === 'runbook' ? onPage(subject, project) : onRound(subject, project);
    if (found) yield found;
  },
});

function onPage(runbook: Runbook, project: Project): Problem | undefined {
  if (runbook.shape !== 'page') return undefined;
  const { words } = project.knowledge;
  const diagnosis = runbook.sections.filter(({ role }) => role === 'diagnosis');
  const unwritten = diagnosis.filter((section) => section.words === 0 || unwrittenMark(section, words) !== undefined);
  const [first] = unwritten;
  // An empty heading on a page that leads on to another one may be answered there.
  const isLeft = first?.words === 0 && runbook.sections.some(({ steps }) => steps.some(({ text }) => text.includes('](')));
  if (first && !isLeft && unwritten.length === diagnosis.length) {
    const mark = unwrittenMark(first, words);
    return { at: first.at, message: `\`${first.title}\` of the runbook ${quote(runbook.title)} names nothing to look at: ${first.words === 0 ? 'nothing stands below it' : quote(mark ?? '')}` };
  }
  return vagueStep(runbook, project);
}

/** The first vague step; how sure depends on whether anything else of the diagnosis names a place. */
function vagueStep(runbook: Runbook, project: Project): Problem | undefined {
  const { words } = project.knowledge;
  const steps = placedSteps(runbook).filter(({ role }) => role === 'diagnosis' || role === 'verification' || role === 'mitigation');
  const isPlaced = steps.map(({ step }) => step.form === 'command' || step.form === 'row' || /[`"“]|https?:|\]\(/.test(step.text));
  const vague = steps.map(({ step }, index) => {
    const isShown = isPlaced[index] === true || steps[index - 1]?.step.form === 'command' || steps[index + 1]?.step.form === 'command';
    return isShown ? undefined : vagueLookIn(step, () => project.said(step), words);
  });
  const index = vague.findIndex((phrase) => phrase !== undefined);
  const found = steps[index];
  if (!found) return undefined;
  const { step, role } = found;
  const isAll = role === 'diagnosis' && steps.every((other, at) => other.role !== 'diagnosis' || vague[at] !== undefined || !(isPlaced[at] === true || hasReading(other.step.text, words) || project.said(other.step).looks.length > 0));
  return { at: step.at, ...(isAll ? {} : { confidence: 'ask' as const, severity: 'note' as const }), message: `${quote(vague[index] ?? '')} names neither a place to look at nor what to look for` };
}

function onRound({ observes, at }: Check, project: Project): Problem | undefined {
  if (observes.via !== 'person' || observes.expect === undefined) return undefined;
  const { words } = project.knowledge;
  const bare = observes.expect.toLowerCase().replace(/[^\p{L}\p{N} ]/gu, '').trim();
  if (hasReading(observes.look, words) || !(words.vagueExpectations.has(bare) || vaguePhrase(observes.expect, words) !== undefined)) return undefined;
  return { at, message: `${quote(observes.look)} expects ${quote(observes.expect)}, which any reading can pass for` };
}
