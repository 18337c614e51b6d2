/** The style of the report: one column, system fonts, colour for what is wrong only; light, dark and on paper. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --page: #fbfbfa; --card: #fff; --line: #e3e2de; --ink: #1d1e20; --soft: #5d6066; --code: #f4f3ef;
  --red: #b3261e; --red-soft: #fdecea; --amber: #8a5a00; --amber-soft: #fdf3dc; --blue: #2a5f9e; --blue-soft: #e9f1fb; --green: #1d7146; --green-soft: #e6f4ec;
  --mark: #ffe08a; --mark-ink: #2b2100; --focus: #2a5f9e;
  --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #16171a; --card: #1e2024; --line: #34373d; --ink: #e8e8e6; --soft: #a2a6ae; --code: #26282d;
    --red: #ff8f86; --red-soft: #3b1f1d; --amber: #f0bd5b; --amber-soft: #35290f; --blue: #8fbdf2; --blue-soft: #1b2a3d; --green: #75d3a0; --green-soft: #173024;
    --mark: #6b5410; --mark-ink: #fff3c9; --focus: #8fbdf2;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 4rem; }
body { margin: 0; background: var(--page); color: var(--ink); font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif; }
header, main, footer { max-width: 68rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 2.5rem; }
h1 { font-size: 1rem; font-weight: 600; letter-spacing: .02em; margin: 0 0 .75rem; color: var(--soft); }
h2 { font-size: 1.35rem; line-height: 1.25; margin: 3.25rem 0 .35rem; letter-spacing: -.01em; }
h3 { font-size: .95rem; margin: 1.1rem 0 .4rem; }
p { margin: .4rem 0; }
a { color: inherit; text-underline-offset: .15em; }
code, pre, .mono { font-family: var(--mono); font-size: .86em; }
code { background: var(--code); padding: .08em .32em; border-radius: 4px; overflow-wrap: anywhere; }
.lead { color: var(--soft); max-width: 46rem; margin-bottom: 1rem; }
.score { font-size: clamp(1.6rem, 4.2vw, 2.5rem); line-height: 1.18; letter-spacing: -.02em; font-weight: 650; margin: 0; max-width: 24ch; text-wrap: balance; }
.told { font-size: 1.08rem; max-width: 46rem; margin: 1rem 0 0; }
.told .n { font-weight: 650; }

.vh { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.why { margin: .5rem 0 0; font-size: .92rem; } .why > summary { cursor: pointer; color: var(--soft); } .why h3 { margin-bottom: 0; overflow-wrap: anywhere; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; top: 1rem; background: var(--card); padding: .5rem .8rem; z-index: 9; }
nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: 0; margin: 1.5rem 0 0; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; border-radius: 4px; }
.questions { display: grid; grid-template-columns: repeat(auto-fit, minmax(13.5rem, 1fr)); gap: .9rem; padding: 0; margin: 2rem 0 0; list-style: none; }
.questions li { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: .95rem 1.1rem 1.05rem; display: flex; flex-direction: column; }
.questions .q { color: var(--soft); font-size: .92rem; }
.questions .n { font-size: 1.75rem; font-weight: 650; letter-spacing: -.02em; line-height: 1.3; margin-top: auto; padding-top: .3rem; }
.questions .clean { color: var(--green); }
.table { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: .38rem .75rem .38rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
thead th { color: var(--soft); font-weight: 500; font-size: .87rem; white-space: nowrap; }
tbody th { font-weight: 500; overflow-wrap: anywhere; min-width: 9rem; }
tr:last-child > * { border-bottom: 0; }
tr.together > * { border-top: 2px solid var(--line); font-weight: 600; }
.verdict { white-space: nowrap; }
.verdict.red { color: var(--ink); } .verdict.green { color: var(--red); } .verdict.unknown { color: var(--soft); }
.bar { display: block; width: 100%; min-width: 8rem; height: .8rem; border-radius: 3px; background: var(--line); }
.bar .seen { fill: var(--green); } .bar .missed { fill: var(--red); }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 10px; margin: .6rem 0; content-visibility: auto; contain-intrinsic-block-size: auto 3.4rem; }
.card[open] { contain-intrinsic-block-size: auto 24rem; }
.card > summary { padding: .7rem 1rem; cursor: pointer; display: grid; gap: .1rem .8rem; align-items: baseline; list-style: none; border-radius: 10px; }
.card > summary::-webkit-details-marker { display: none; }
.card > summary::after { content: "▸"; color: var(--soft); grid-column: -2; grid-row: 1; justify-self: end; }
.card[open] > summary::after { content: "▾"; }
.card > summary:hover .title { text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: .2em; }
.card .body { padding: 0 1rem 1rem; }
.title { overflow-wrap: anywhere; font-weight: 500; }
.title code { font-weight: 400; }
.place { color: var(--soft); font-size: .88rem; overflow-wrap: anywhere; }
.target > summary { grid-template-columns: minmax(0, 1fr) auto 1rem; }
.target .place { grid-column: 1 / -2; }
.glyphs { white-space: nowrap; font-size: .88rem; color: var(--soft); }
.glyphs .broken { color: var(--red); font-weight: 650; }
.chain { display: grid; grid-template-columns: repeat(5, minmax(0, 1fr)); gap: 1.5rem; list-style: none; padding: 0; margin: .5rem 0 1rem; }
.chain > li { position: relative; border: 1.5px solid var(--line); border-radius: 9px; padding: .55rem .7rem .65rem; font-size: .9rem; min-width: 0; }
.chain > li + li::before { content: "→"; position: absolute; left: -1.36rem; top: 50%; width: 1.2rem; text-align: center; transform: translateY(-50%); color: var(--soft); font-size: 1.1rem; }
.chain > .broken { border-color: var(--red); background: var(--red-soft); }
.chain > li + li.broken::before { content: "✕"; color: var(--red); font-weight: 700; }
.chain > .open { border-style: dashed; }
.chain > li + li.open::before { content: "⇢"; }
.chain .name { font-weight: 650; display: block; }
.chain .state { font-size: .8rem; color: var(--soft); display: block; }
.chain .broken .state { color: var(--red); font-weight: 650; }
.chain .rules { margin: .2rem 0 0; color: var(--red); font: .78rem/1.45 var(--mono); overflow-wrap: anywhere; display: block; }
.chain ul { list-style: none; padding: 0; margin: .35rem 0 0; color: var(--soft); font-size: .85rem; overflow-wrap: anywhere; }
.chain ul li { display: -webkit-box; -webkit-line-clamp: 3; -webkit-box-orient: vertical; overflow: hidden; }
.tools { position: sticky; top: 0; z-index: 2; background: var(--page); padding: .7rem 0; border-bottom: 1px solid var(--line); display: flex; flex-wrap: wrap; gap: .6rem .9rem; align-items: center; }
.tools input[type=search], .tools select, .tools button { font: inherit; font-size: .93rem; color: inherit; background: var(--card); border: 1px solid var(--line); border-radius: 7px; padding: .35rem .6rem; }
.tools input[type=search] { flex: 1 1 15rem; min-width: 0; }
.tools button { cursor: pointer; }
.tools label { font-size: .93rem; display: inline-flex; align-items: center; gap: .35rem; white-space: nowrap; }
.count { color: var(--soft); font-size: .93rem; margin: .7rem 0; }
.finding > summary { grid-template-columns: 5.2rem minmax(0, 1fr) 1rem; }
.finding .place { grid-column: 2; }
.badge { font-size: .8rem; font-weight: 650; padding: .06rem .5rem; border-radius: 99px; justify-self: start; }
.badge.error { color: var(--red); background: var(--red-soft); } .badge.warning { color: var(--amber); background: var(--amber-soft); } .badge.note { color: var(--blue); background: var(--blue-soft); }
.source { background: var(--code); border-radius: 8px; padding: .6rem 0; margin: .3rem 0 .8rem; overflow-x: auto; line-height: 1.5; }
.source .line, .source .more { display: block; padding: 0 .9rem; white-space: pre; }
.source b { display: inline-block; min-width: 1.9rem; margin-right: .9rem; text-align: right; font-weight: 400; color: var(--soft); user-select: none; }
mark { background: var(--mark); color: var(--mark-ink); border-radius: 2px; }
dl { display: grid; grid-template-columns: 5.2rem minmax(0, 1fr); gap: .3rem 0; margin: .6rem 0 0; max-width: 56rem; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
ul.plain { padding-left: 1.1rem; margin: .4rem 0; } ul.plain li { overflow-wrap: anywhere; margin: .2rem 0; }
.none { color: var(--soft); }
footer { color: var(--soft); font-size: .9rem; padding-top: 2.5rem; padding-bottom: 3rem; }
[hidden] { display: none !important; }
@media (max-width: 46rem) {
  .chain { grid-template-columns: 1fr; gap: 1.3rem; }
  .chain > li + li::before { left: 1rem; top: -1.42rem; transform: none; rotate: 90deg; }
  .target > summary { grid-template-columns: minmax(0, 1fr) 1rem; } .target .glyphs { grid-column: 1; grid-row: 3; white-space: normal; }
  .finding > summary { grid-template-columns: minmax(0, 1fr) 1rem; } .finding .badge { grid-row: 1; } .finding .title, .finding .place { grid-column: 1 / -1; }
  .tools { position: static; }
  dl { grid-template-columns: 1fr; } dt { margin-top: .3rem; }
}
@media print {
  :root { color-scheme: light; --page: #fff; --card: #fff; --ink: #000; --soft: #444; --line: #bbb; --code: #f5f5f5; --red: #a01810; --red-soft: #fdf0ee; --amber: #6f4800; --amber-soft: #fbf3e0; --blue: #1d4f8a; --blue-soft: #eef4fb; --green: #185c39; --mark: #ffe9a8; --mark-ink: #000; }
  body { font-size: 10pt; } header { padding-top: 0; }
  header, main, footer { max-width: none; padding-left: 0; padding-right: 0; }
  nav, .tools, .skip, .card > summary::after { display: none !important; }
  .card { content-visibility: visible; border-radius: 4px; } .chain > li, .questions li, .source, summary { break-inside: avoid; } h2, summary { break-after: avoid; }
  .chain { gap: 1.1rem; } .chain > li + li::before { left: -1.15rem; width: 1.1rem; } .source .line { white-space: pre-wrap; }
  .badge, .chain > .broken, mark { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
`;
