/// The page's style.
module internal ItoSharp.Verification.Style

let text =
    """
:root { --ink: #1d2430; --faint: #657084; --rule: #dfe4ec; --paper: #ffffff; --pass: #0b7a4b; --fail: #b3261e; --caught: #8a5a00; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1180px; padding: 32px 28px 80px; background: var(--paper); color: var(--ink);
  font: 15px/1.5 system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif; }
h1 { font-size: 26px; margin: 0 0 4px; }
h2 { font-size: 19px; margin: 44px 0 6px; padding-top: 18px; border-top: 2px solid var(--rule); }
h2 small { font-weight: normal; color: var(--faint); }
p { margin: 6px 0; }
.lead, .method { color: var(--faint); }
.method { font-size: 13.5px; max-width: 105ch; }
.verdict { max-width: 105ch; }
table { border-collapse: collapse; width: 100%; margin: 14px 0; font-size: 14px; }
th { text-align: left; font-weight: 600; color: var(--faint); border-bottom: 2px solid var(--rule); padding: 5px 10px 5px 0; }
td { border-bottom: 1px solid var(--rule); padding: 6px 10px 6px 0; vertical-align: top; }
td.tight { white-space: nowrap; }
a { color: inherit; }
.badge { display: inline-block; min-width: 56px; text-align: center; padding: 1px 8px; border-radius: 4px; font-size: 12px; font-weight: 700;
  letter-spacing: .04em; color: #ffffff; }
.badge.pass { background: var(--pass); } .badge.fail { background: var(--fail); } .badge.caught { background: var(--caught); }
.no { color: var(--fail); } .yes { color: var(--pass); }
.plots { display: grid; grid-template-columns: repeat(auto-fill, minmax(340px, 1fr)); gap: 20px; margin: 16px 0; }
figure { margin: 0; } figcaption { font-weight: 600; font-size: 13.5px; margin-bottom: 2px; }
svg { width: 100%; height: auto; display: block; } svg text { font-size: 11px; fill: var(--faint); }
.grid { stroke: var(--rule); stroke-width: 1; } .triangle { fill: #eef1f6; stroke: #aab3c2; stroke-width: 1; }
.legend { list-style: none; margin: 2px 0 0 8px; padding: 0; font-size: 12.5px; }
.legend i { display: inline-block; width: 10px; height: 10px; border-radius: 5px; margin-right: 6px; }
.empty { color: var(--faint); font-size: 13.5px; }
details { margin-top: 8px; } summary { cursor: pointer; color: var(--faint); font-size: 13.5px; }
@media print { details:not([open]) > :not(summary) { display: block; } h2 { break-after: avoid; } figure { break-inside: avoid; } }
"""
