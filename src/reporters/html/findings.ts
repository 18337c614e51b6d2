import type { Report } from '../../lint.ts';
import type { Confidence, Family, Finding, Severity } from '../../model/index.ts';
import { worstFirst } from '../by-severity.ts';
import { plural } from '../counts.ts';
import { placeOf } from '../places.ts';
import { markup, prose, type Markup } from './markup.ts';
import { sourceOf } from './source.ts';

/** With no more findings than this, all are unfolded. */
const OPEN_FINDINGS = 8;

const FAMILY: Record<Family, string> = {
  inspect: 'Which light does it look at?',
  act: 'What does the person do?',
  serve: 'Who is it for?',
  trust: 'Would it go red, and be heard?',
  syntax: 'Cannot be read',
  suppression: 'Suppressions',
};

const HOW_SURE: Record<Confidence, string> = { proven: 'proven: it follows from the file', likely: 'likely: a judgement on words or conventions', ask: 'a question to the owner' };

/** The findings, worst first, with what filters them. */
export function findingsSection(report: Report): Markup {
  const findings = worstFirst(report.findings);
  const body =
    findings.length === 0
      ? markup`<p class="none">Nothing was found.</p>`
      : markup`${tools(findings)}<p class="count" id="count" role="status" aria-live="polite">${plural(findings.length, 'finding')}</p>${findings.map((finding) => card(finding, report, findings.length <= OPEN_FINDINGS))}`;
  return markup`<section aria-labelledby="findings"><h2 id="findings">Findings</h2>${body}</section>`;
}

/** Hidden until the script that serves it runs. */
function tools(findings: readonly Finding[]): Markup {
  const severities = (['error', 'warning', 'note'] satisfies Severity[]).filter((severity) => findings.some((finding) => finding.severity === severity));
  const families = [...new Set(findings.map(({ family }) => family))];
  const boxes = severities.map((severity) => markup`<label><input type="checkbox" name="severity" value="${severity}" checked> ${plural(findings.filter((finding) => finding.severity === severity).length, severity)}</label>`);
  const options = families.map((family) => markup`<option value="${family}">${FAMILY[family]}</option>`);
  return markup`<form id="tools" class="tools" role="search" aria-label="Findings" hidden><input type="search" name="search" placeholder="Search: a file, a check, a rule, a word" aria-label="Search findings" aria-controls="count"><select name="family" aria-label="Question"><option value="">All questions</option>${options}</select>${boxes}<button type="button" id="open">Unfold all</button><button type="button" id="close">Fold all</button></form>`;
}

function card(finding: Finding, report: Report, isOpen: boolean): Markup {
  const { severity, family, confidence, rule, message, why, help, subject, related, at } = finding;
  const place = placeOf(at, report.documents);
  const others = related.map((other) => {
    const there = placeOf(other.at, report.documents);
    return markup`<dt>See</dt><dd>${prose(other.message)}: <code>${there.path}:${there.line}</code>${sourceOf(report.documents.get(there.path), there)}</dd>`;
  });
  return markup`<details class="card finding" data-severity="${severity}" data-family="${family}"${isOpen && { html: ' open' }}><summary><span class="badge ${severity}">${severity}</span><span class="title">${prose(message)}</span><span class="place">${place.path}:${place.line} · ${rule}</span></summary><div class="body">${sourceOf(report.documents.get(place.path), place)}<dl><dt>Why</dt><dd>${prose(why)}</dd><dt>Help</dt><dd>${prose(help)}</dd>${others}${subject !== null && subject.id !== place.path && markup`<dt>About</dt><dd><code>${subject.id}</code></dd>`}<dt>How sure</dt><dd>${HOW_SURE[confidence]}</dd></dl></div></details>
`;
}

/** What was found and is not reported, with the reasons; what was not read. */
export function asideSections({ suppressed, baselined, project, documents }: Report): Markup[] {
  const known = suppressed.map(({ rule, message, at, suppression }) => {
    const { path, line } = placeOf(at, documents);
    return markup`<li>${prose(message)} (<code>${path}:${line}</code>, ${rule}): <em>${suppression.reason}</em>${suppression.until !== undefined && `, until ${suppression.until}`}</li>`;
  });
  const skips = project.skips.map(({ path, reason }) => markup`<li><code>${path}</code>: ${reason}</li>`);
  return [
    ...(known.length > 0 ? [markup`<section aria-labelledby="known"><h2 id="known">Known and accepted</h2><ul class="plain">${known}</ul></section>`] : []),
    ...(baselined.length > 0 ? [markup`<section aria-labelledby="baseline"><h2 id="baseline">In the baseline</h2><p>${plural(baselined.length, 'finding')} of old that nobody has accepted and nobody has mended yet.</p></section>`] : []),
    ...(skips.length > 0 ? [markup`<section aria-labelledby="skipped"><h2 id="skipped">Not read</h2><details class="card"><summary><span class="title">${plural(skips.length, 'file')}, with the reasons</span></summary><div class="body"><ul class="plain">${skips}</ul></div></details></section>`] : []),
  ];
}
