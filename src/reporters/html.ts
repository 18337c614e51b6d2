import { createHash } from 'node:crypto';
import type { Report } from '../lint.ts';
import type { Family } from '../model/index.ts';
import { VERSION } from '../version.ts';
import { countsOf, plural } from './counts.ts';
import { asideSections, findingsSection } from './html/findings.ts';
import { markup, type Markup } from './html/markup.ts';
import { SCRIPT } from './html/script.ts';
import { STYLE } from './html/style.ts';
import { targetSections } from './html/targets.ts';
import type { Reporter } from './index.ts';
import { SAYS, subjectsOf } from './summary.ts';

const QUESTIONS = { inspect: 'Which light does it look at?', act: 'What does the person do?', serve: 'Who is it for?', trust: 'Would it go red, and be heard?' } satisfies Partial<Record<Family, string>>;

/**
 * One page that needs nothing else: for whoever answers for the monitoring, and for whoever mends it. Its policy lets the one
 * script and the one style run that are written here, and loads nothing.
 */
export const html: Reporter = (report) => {
  const policy = `default-src 'none'; img-src data:; style-src '${hashOf(STYLE)}'; script-src '${hashOf(SCRIPT)}'; base-uri 'none'; form-action 'none'`;
  const sections = [...targetSections(report), findingsSection(report), ...asideSections(report)];
  const page = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${{ html: policy }}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>vigilint: what the checks would say</title>
<link rel="icon" href="data:,">
<style>${{ html: STYLE }}</style>
</head>
<body>
<a class="skip" href="#findings">To the findings</a>
<header>
<h1>vigilint report</h1>
${score(report)}
${questions(report)}
${contents(report)}
</header>
<main>
${sections}
</main>
<footer>Written by vigilint ${VERSION} from the files alone: nothing was run, and nothing was asked over the network. What the files do not tell is called not known.</footer>
<script>${{ html: SCRIPT }}</script>
</body>
</html>
`;
  return [page.html];
};

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

/** The last line of the text report, said in sentences. */
function score(report: Report): Markup {
  const { files, checks, runbooks, suppressed, baselined, skipped } = countsOf(report);
  const all = checks + runbooks;
  const ids = new Set([...report.project.checks.map(({ id }) => id), ...report.project.runbooks.filter((page) => report.project.isRunbook(page)).map(({ id }) => id)]);
  // Notes are questions and advice; nothing is broken by them alone.
  const faulty = new Set(report.findings.flatMap(({ subject, severity }) => (subject && severity !== 'note' && ids.has(subject.id) ? subject.id : []))).size;
  const head = all === 0 ? 'There was nothing to judge.' : faulty === 0 ? `All ${all} checks and runbooks keep their promise.` : `${faulty} of ${all} checks and runbooks do not keep their promise.`;
  const parts = Object.entries(SAYS).flatMap(([family, [one, many]]) => {
    const count = subjectsOf(report, family).size;
    return count === 0 ? [] : [markup`<span class="n">${count}</span> ${count === 1 ? one : many}`];
  });
  const told = parts.flatMap((part, index) => (index === 0 ? [part] : [index === parts.length - 1 ? markup` and ${part}` : markup`, ${part}`]));
  const aside = [suppressed > 0 && `${plural(suppressed, 'finding')} known and accepted`, baselined > 0 && `${baselined} in the baseline`, skipped > 0 && `${plural(skipped, 'file')} not read`].filter((one) => one !== false);
  return markup`<p class="score">${head}</p>
<p class="told">${plural(files, 'file')} with ${plural(checks, 'check')} and ${plural(runbooks, 'runbook')} ${files === 1 ? 'was' : 'were'} read. ${parts.length > 0 && markup`Of these, ${told}.`}${aside.length > 0 && ` Set aside: ${aside.join(', ')}.`}</p>`;
}

function questions(report: Report): Markup {
  const items = Object.entries(QUESTIONS).map(([family, question]) => {
    const count = subjectsOf(report, family).size;
    const [one, many] = SAYS[family as keyof typeof QUESTIONS];
    return markup`<li><span class="q">${question}</span>${count === 0 ? markup`<span class="n clean">✓</span> nothing found` : markup`<span class="n">${count}</span> ${count === 1 ? one : many}`}</li>`;
  });
  return markup`<ul class="questions">${items}</ul>`;
}

function contents({ project, suppressed, findings }: Report): Markup {
  const links: [string, string][] = [
    ...(project.checks.length > 0 ? ([['drill', 'The drill'], ['targets', 'Targets']] as [string, string][]) : []),
    ['findings', plural(findings.length, 'finding')],
    ...(suppressed.length > 0 ? ([['known', 'Known and accepted']] as [string, string][]) : []),
    ...(project.skips.length > 0 ? ([['skipped', 'Not read']] as [string, string][]) : []),
  ];
  return markup`<nav aria-label="On this page"><ul>${links.map(([id, words]) => markup`<li><a href="#${id}">${words}</a></li>`)}</ul></nav>`;
}
