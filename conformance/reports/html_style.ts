/**
 * The style of the HTML report.
 *
 * @module
 */

/** Light and dark by the wish of the system; nothing is wider than a phone of 375 px. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --paper: #f6f5f1; --card: #fff; --ink: #1d2126; --soft: #5c6470; --line: #dedbd2;
  --good: #14693c; --good-back: #e3f3e9; --bad: #b3261e; --bad-back: #fbe9e7;
  --list: #8a5300; --list-back: #fdf1dc; --mark: #ffd54a; --mark-ink: #1d2126;
  --frame: #00639b; --label: #1d2126; --outside: #8a5300; --code: #f1efe9; --focus: #00639b;
  --mono: ui-monospace, "SFMono-Regular", Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14171a; --card: #1d2125; --ink: #e7e5df; --soft: #9aa3ad; --line: #343a40;
    --good: #7fd6a2; --good-back: #173324; --bad: #ff9d92; --bad-back: #3d1f1d;
    --list: #f0c274; --list-back: #38290f; --mark: #ffd54a; --mark-ink: #14171a;
    --frame: #7cc4f5; --label: #fff; --outside: #f0c274; --code: #14171a; --focus: #7cc4f5;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 5rem; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.5 system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; overflow-wrap: anywhere;
}
main, footer { max-width: 68rem; margin: 0 auto; padding: 1.5rem 1.25rem 0; }
footer { padding-bottom: 3rem; color: var(--soft); font-size: .85rem; }
h1, h2, h3, h4, p, ul, dl, dd { margin: 0; padding: 0; }
ul { list-style: none; }
h1 { font-size: 2rem; line-height: 1.2; letter-spacing: -.02em; }
h2 { font-size: 1.25rem; line-height: 1.3; }
.program + .program { margin-top: 3rem; border-top: 2px solid var(--line); padding-top: 2rem; }
.program > header h2 { font-size: 1.75rem; }
code, pre, .picture, .dump, kbd { font-family: var(--mono); font-size: .8125rem; }
kbd { border: 1px solid var(--line); border-radius: 4px; padding: 0 .3em; background: var(--card); }
small { display: block; color: var(--soft); font-size: .8125rem; font-weight: 400; }
a { color: inherit; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
[hidden] { display: none !important; }

.state {
  display: inline-block; padding: .15rem .75rem; border-radius: 99px; font-weight: 600;
  font-size: .875rem; margin-bottom: .5rem;
}
.state.good { background: var(--good-back); color: var(--good); }
.state.bad { background: var(--bad-back); color: var(--bad); }
.state.list { background: var(--list-back); color: var(--list); }
.facts { color: var(--soft); font-size: .875rem; margin-top: .25rem; }
.tiles {
  display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: .75rem;
  margin: 1.25rem 0 .75rem;
}
.tiles li { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: .75rem 1rem; }
.tiles h3 { font-size: .8125rem; font-weight: 600; color: var(--soft); }
.tiles strong { display: block; font-size: 1.75rem; line-height: 1.25; font-variant-numeric: tabular-nums; }
.tiles strong span { color: var(--soft); font-weight: 400; font-size: 1.125rem; }
.tiles .bad strong { color: var(--bad); }
.tiles .list strong { color: var(--list); }
progress {
  appearance: none; display: block; width: 100%; height: 6px; border: 0; border-radius: 3px;
  background: var(--line); overflow: hidden; margin: .25rem 0 .4rem; color: var(--good);
}
progress::-webkit-progress-bar { background: var(--line); }
progress::-webkit-progress-value { background: var(--good); border-radius: 3px; }
progress::-moz-progress-bar { background: var(--good); }
.badges { display: flex; flex-wrap: wrap; gap: .5rem; }
.badges li {
  border: 1px solid var(--line); border-radius: 8px; padding: .25rem .75rem; background: var(--card);
  font-size: .875rem; font-weight: 600;
}
.badges .good span { color: var(--good); } .badges .bad span { color: var(--bad); }
.badges .list span { color: var(--list); }
.problems { margin-top: 1rem; padding: .5rem 1rem; border-radius: 8px; background: var(--list-back); color: var(--list); font-size: .875rem; }

.filters {
  position: sticky; top: 0; z-index: 2; display: flex; flex-wrap: wrap; gap: .5rem .75rem; align-items: end;
  background: var(--paper); padding: .75rem 0; margin-bottom: 1rem; border-bottom: 1px solid var(--line);
}
.filters label { font-size: .75rem; color: var(--soft); display: grid; gap: .15rem; }
.filters label:first-child { flex: 1 1 12rem; }
input, select, button {
  font: inherit; font-size: .9375rem; color: var(--ink); background: var(--card); border: 1px solid var(--line);
  border-radius: 8px; padding: .35rem .6rem; min-height: 2.25rem; max-width: 100%; width: 100%;
}
button { width: auto; cursor: pointer; }
.filters output { font-size: .8125rem; color: var(--soft); margin-left: auto; padding-bottom: .5rem; }

.bug, .group { margin-top: 1.5rem; background: var(--card); border: 1px solid var(--line); border-radius: 12px; overflow: clip; }
.bug h2 { padding: 1rem 1.25rem 0; }
.bug h2 small { color: var(--bad); font-weight: 600; text-transform: uppercase; letter-spacing: .06em; font-size: .75rem; }
.bug > p { padding: .25rem 1.25rem .9rem; color: var(--soft); font-size: .9375rem; }
.bug > p strong { color: var(--ink); }
.bug > p progress { display: inline-block; width: 5rem; vertical-align: middle; margin: 0 .35rem; }
.bug > p progress::-webkit-progress-value { background: var(--bad); }
.bug > p progress::-moz-progress-bar { background: var(--bad); }
.group { margin-top: .75rem; }
.group > summary { padding: .75rem 1.25rem; font-weight: 600; cursor: pointer; }
.count { color: var(--soft); font-weight: 400; font-variant-numeric: tabular-nums; }
.legend { margin-top: 1rem; font-size: .8125rem; color: var(--soft); }
.legend summary { cursor: pointer; width: max-content; }
.legend ul { display: flex; flex-wrap: wrap; gap: .1rem 1rem; padding-top: .25rem; }

.case { border-top: 1px solid var(--line); }
.case > summary {
  display: grid; grid-template-columns: 1.25rem minmax(9rem, 17rem) 1fr auto; gap: .25rem .75rem; align-items: baseline;
  padding: .55rem 1.25rem; cursor: pointer; list-style: none;
}
.case > summary::-webkit-details-marker { display: none; }
.case > summary:hover { background: color-mix(in srgb, var(--line) 35%, transparent); }
.case > summary:focus-visible { outline-offset: -2px; }
.case[open] > summary code { font-weight: 700; }
.mark { text-align: center; color: var(--soft); }
.good > summary .mark { color: var(--good); } .bad > summary .mark { color: var(--bad); }
.list > summary .mark { color: var(--list); }
.what { color: var(--soft); font-size: .875rem; }
.tags { display: flex; gap: .35rem; flex-wrap: wrap; justify-content: end; }
.tag { font-size: .75rem; padding: 0 .5rem; border-radius: 99px; border: 1px solid var(--line); color: var(--soft); white-space: nowrap; }
.tag.bad { color: var(--bad); background: var(--bad-back); border-color: transparent; }
.tag.good { color: var(--good); background: var(--good-back); border-color: transparent; }
.tag.list { color: var(--list); background: var(--list-back); border-color: transparent; }

.body { padding: .25rem 1.25rem 1.25rem 3.25rem; }
.body .title { font-weight: 600; margin-bottom: .75rem; }
.difference { display: grid; grid-template-columns: repeat(auto-fit, minmax(14rem, 1fr)); gap: .75rem; margin-bottom: 1rem; }
.difference div { border-radius: 8px; padding: .5rem .85rem; }
.difference .good { background: var(--good-back); } .difference .bad { background: var(--bad-back); }
.difference h4 { font-size: .75rem; font-weight: 600; }
.difference .good h4 { color: var(--good); } .difference .bad h4 { color: var(--bad); }
.difference code { white-space: pre-wrap; font-size: .875rem; }
dl { display: grid; grid-template-columns: 4.5rem minmax(0, 1fr); gap: .6rem 1rem; }
dt { color: var(--soft); font-size: .8125rem; padding-top: .1rem; }
.given { color: var(--soft); font-size: .8125rem; }
pre, .picture, .dump { background: var(--code); border: 1px solid var(--line); border-radius: 8px; padding: .6rem .8rem; margin: .4rem 0 0; line-height: 1.55; }
pre { white-space: pre-wrap; }
.command { display: inline-block; background: var(--code); border: 1px solid var(--line); border-radius: 6px; padding: .1rem .5rem; user-select: all; }
.picture div { display: grid; grid-template-columns: 3.4rem minmax(0, 1fr); }
.picture span { overflow-wrap: anywhere; }
.picture i, .dump i { font-style: normal; color: var(--soft); user-select: none; }
.picture b, .dump b { font-weight: 400; }
.picture .r-label { font-weight: 700; color: var(--label); }
.r-frame, .r-group { color: var(--frame); } .r-separator { color: var(--soft); }
.r-checksum { color: var(--good); } .r-outside { color: var(--outside); }
.picture .r-wrong { color: var(--bad); font-weight: 700; text-decoration: underline; }
.picture kbd { font-size: .625rem; padding: 0 .25em; margin: 0 1px; border: 1px solid currentColor; border-radius: 3px; background: none; opacity: .8; vertical-align: 1px; }
mark { background: var(--mark); color: var(--mark-ink) !important; border-radius: 2px; box-shadow: 0 0 0 2px var(--mark); }
.dump { overflow-x: auto; }
.dump div { display: grid; grid-template-columns: 3.4rem max-content max-content max-content max-content; white-space: pre; width: max-content; }
.dump b { padding-right: 1rem; } .dump s { text-decoration: none; color: var(--soft); }
.dump i { grid-column: 1; grid-row: 1; } .dump i ~ i { visibility: hidden; }
.dump b { grid-column: 2; grid-row: 1; } .dump b ~ b { grid-column: 3; }
.dump s { grid-column: 4; grid-row: 1; } .dump s ~ s { grid-column: 5; }

.matrix { margin-bottom: 2.5rem; }
.matrix h1 { margin-bottom: .5rem; }
.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: 12px; background: var(--card); max-height: 75vh; }
table { border-collapse: collapse; width: 100%; font-size: .875rem; overflow-wrap: normal; }
th, td { padding: .35rem .75rem; text-align: center; border-bottom: 1px solid var(--line); }
tbody th { text-align: left; font-weight: 400; position: sticky; left: 0; background: var(--card); }
thead th[scope="row"] { text-align: left; }
thead tr:first-child > * { position: sticky; top: 0; background: var(--card); z-index: 1; }
td a { text-decoration: none; display: block; }
td.good { color: var(--good); } td.bad { color: var(--bad); background: var(--bad-back); font-weight: 700; }
td.list { color: var(--list); background: var(--list-back); } td.none { color: var(--soft); }

@media (max-width: 46rem) {
  main, footer { padding-left: .75rem; padding-right: .75rem; }
  html { scroll-padding-top: .5rem; }
  .filters { position: static; }
  .filters label { flex: 1 1 8rem; }
  .tiles { grid-template-columns: 1fr 1fr; }
  .case > summary { grid-template-columns: 1.25rem minmax(0, 1fr); padding: .6rem .75rem; }
  .case .what { grid-column: 2; } .tags { grid-column: 2; justify-content: start; }
  .bug h2 { padding: .9rem .75rem 0; } .bug > p { padding: .25rem .75rem .9rem; }
  .group > summary { padding: .75rem; }
  .body { padding: .25rem .75rem 1rem; }
  dl { grid-template-columns: minmax(0, 1fr); gap: .1rem; }
  dt { padding-top: .6rem; font-weight: 600; }
  .dump div { grid-template-columns: 2.9rem max-content max-content; }
  .dump i ~ i { visibility: visible; grid-row: 2; } .dump b ~ b { grid-column: 2; grid-row: 2; }
  .dump s { grid-column: 3; } .dump s ~ s { grid-column: 3; grid-row: 2; }
  .dump b { padding-right: .6rem; } .dump, .picture, pre { padding: .5rem; font-size: .75rem; }
  .picture div { grid-template-columns: 2.6rem minmax(0, 1fr); }
  th small { display: none; } th, td { padding: .35rem .5rem; } table code { font-size: .75rem; }
}
@media print { .filters { display: none; } .bug, .group { border-color: #999; } }
`;
