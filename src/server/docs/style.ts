/** The documents' style sheet. */

export const style = `:root { color-scheme: light dark; --text: #1f2733; --faint: #5d6878; --line: #e2e5ea; --code: #f3f4f7; --accent: #0f766e; --ground: #fff; }
@media (prefers-color-scheme: dark) { :root { --text: #dfe5ef; --faint: #99a6ba; --line: #303a4d; --code: #232d3f; --accent: #5eead4; --ground: #1b2331; } }
* { box-sizing: border-box; }
body { margin: 0; color: var(--text); background: var(--ground); font: 16px/1.6 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; }
nav { padding: 12px 24px; border-bottom: 1px solid var(--line); font-size: 14px; }
nav a { margin-right: 16px; }
main { max-width: 56rem; margin: 0 auto; padding: 24px 24px 96px; overflow-wrap: break-word; }
a { color: var(--accent); }
a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
h1, h2, h3 { line-height: 1.25; }
h1 { margin: 16px 0; font-size: 28px; }
h2 { margin: 40px 0 12px; font-size: 21px; }
h3 { margin: 28px 0 8px; font-size: 17px; }
code { padding: 1px 4px; border-radius: 4px; background: var(--code); font: 0.88em ui-monospace, Menlo, Consolas, monospace; }
pre { overflow-x: auto; padding: 14px 16px; border-radius: 6px; background: var(--code); line-height: 1.45; }
pre code { padding: 0; background: none; }
/* A table wider than the page scrolls by itself. */
table { display: block; max-width: 100%; overflow-x: auto; border-collapse: collapse; font-size: 15px; }
th, td { padding: 6px 12px 6px 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th { color: var(--faint); font-weight: 600; }
img { max-width: 100%; }
`;
