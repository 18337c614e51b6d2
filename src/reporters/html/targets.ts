import type { Report } from '../../lint.ts';
import { FAULTS, type Fault, type Notices, type Verdict } from '../../model/index.ts';
import type { Drilled } from '../../targets.ts';
import { plural } from '../counts.ts';
import { placeOf } from '../places.ts';
import { brokenOf, chainedTargets, type ChainedTarget, type Link, type LinkState } from './chain.ts';
import { markup, prose, type Markup } from './markup.ts';

/** So many words of a link are shown; the others are counted. */
const MOST_WORDS = 3;

/** Targets with more than so many broken links in all are folded from here on. */
const OPEN_TARGETS = 3;

const STATE: Record<LinkState, string> = { holds: '✓ holds', broken: '✗ broken', open: '? not written' };
const SIGN: Record<LinkState, string> = { holds: '✓', broken: '✗', open: '?' };

/** What has happened, as a manager would say it. */
const HAPPENED: Record<Fault, string> = {
  gone: 'It is not there at all',
  stuck: 'It accepts and never answers',
  failing: 'It answers with errors',
  degraded: 'It says itself that it is unwell',
  wrong: 'It answers well, with the wrong thing',
  silent: 'The check’s own data stops',
};

/** The sections about targets: how many see each fault, and each target with its chain and its matrix. */
export function targetSections(report: Report): Markup[] {
  const targets = chainedTargets(report);
  if (targets.length === 0) return [];
  const cards = targets.map((target, index) => card(target, report, index < OPEN_TARGETS && brokenOf(target) > 0));
  return [
    markup`<section aria-labelledby="drill"><h2 id="drill">If it broke tonight, would anything go red?</h2>
<p class="lead">Every target is broken on paper in six ways. What its checks would say follows from what is written.</p>${faultsTable(targets)}</section>`,
    markup`<section aria-labelledby="targets"><h2 id="targets">From the light to the customer</h2>
<p class="lead">${plural(targets.length, 'target')}, the most broken first. A chain holds when a light shows the fault, a check looks at it, somebody hears, they know what to do, and a customer keeps something of value.</p>${cards}</section>`,
  ];
}

function faultsTable(targets: readonly Drilled[]): Markup {
  const rows = FAULTS.map((fault) => {
    const of = (verdict: Verdict): number => targets.filter(({ together }) => together[fault].verdict === verdict).length;
    const [red, green, unknown] = [of('red'), of('green'), of('unknown')];
    return markup`<tr><th scope="row">${HAPPENED[fault]} <span class="place">${fault}</span></th><td>${red}</td><td>${green}</td><td>${unknown}</td><td>${bar(red, green, targets.length)}</td></tr>`;
  });
  return markup`<div class="table"><table><thead><tr><th scope="col">What has happened</th><th scope="col">Goes red</th><th scope="col">Stays green</th><th scope="col">Not known</th><th scope="col">Share of targets</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

/** The numbers beside it say the same. */
function bar(red: number, green: number, all: number): Markup {
  const a = (red / all) * 100;
  const b = (green / all) * 100;
  return markup`<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class="seen" width="${a.toFixed(1)}" height="10"/><rect class="missed" x="${a.toFixed(1)}" width="${b.toFixed(1)}" height="10"/></svg>`;
}

function card(target: ChainedTarget, report: Report, isOpen: boolean): Markup {
  const [first] = target.checks;
  const place = first && placeOf(first.check.span, report.documents);
  const summary = markup`<summary><span class="title">${target.name}</span><span class="glyphs">${target.links.map(glyph)}</span><span class="place">${plural(target.checks.length, 'check')}, ${target.findings.length === 0 ? 'no findings' : plural(target.findings.length, 'finding')}${place && ` · ${place.path}:${place.line}`}</span></summary>`;
  return markup`<details class="card target"${isOpen && { html: ' open' }}>${summary}<div class="body"><ol class="chain">${target.links.map(linkItem)}</ol>${matrix(target)}</div></details>`;
}

/** The links as words and signs, for the line that is seen when the target is folded. */
function glyph({ name, state }: Link): Markup {
  return markup`<span class="${state}">${SIGN[state]} ${name}</span> `;
}

function linkItem({ name, state, says, rules }: Link): Markup {
  const words = says.slice(0, MOST_WORDS).map((one) => markup`<li>${one}</li>`);
  const left = says.length - MOST_WORDS;
  return markup`<li class="${state}"><span class="name">${name}</span><span class="state">${STATE[state]}</span>${rules.map((rule) => markup`<span class="rules">${rule}</span>`)}${says.length > 0 && markup`<ul>${words}${left > 0 && markup`<li>and ${left} more</li>`}</ul>`}</li>`;
}

const VERDICT: Record<Verdict, string> = { red: '● goes red', green: '○ stays green', unknown: '? not known' };

function matrix({ name, checks, together }: Drilled): Markup {
  const rows = checks.map(({ check, notices }) => row(check.name, notices));
  const all = checks.length > 1 && row('together', together, true);
  return markup`<div class="table"><table><caption class="vh">What each check of ${name} would say</caption><thead><tr><th scope="col">Check</th>${FAULTS.map((fault) => markup`<th scope="col">${fault}</th>`)}</tr></thead><tbody>${rows}${all}</tbody></table></div>
<details class="why"><summary>Why they would say so</summary>${checks.map(({ check, notices: each }) => reasons(check.name, each))}</details>`;
}

function reasons(name: string, notices: Notices): Markup {
  return markup`<h3>${name}</h3><dl>${FAULTS.map((fault) => markup`<dt>${fault}</dt><dd>${VERDICT[notices[fault].verdict]}: ${prose(notices[fault].because)}</dd>`)}</dl>`;
}

function row(name: string, notices: Notices, isTogether = false): Markup {
  const cells = FAULTS.map((fault) => markup`<td class="verdict ${notices[fault].verdict}">${VERDICT[notices[fault].verdict]}</td>`);
  return markup`<tr${isTogether && { html: ' class="together"' }}><th scope="row">${name}</th>${cells}</tr>`;
}
