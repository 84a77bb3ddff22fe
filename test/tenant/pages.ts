/** The frame of every page. Plain HTML, no script, nothing from elsewhere. */
import { type BehaviorId, declare } from './behaviors.ts';
import type { Context } from './http.ts';

const STYLE = `
:root{color-scheme:light dark;--ink:#1b1f24;--soft:#5b6470;--paper:#f4f5f7;--card:#fff;--line:#d3d8de;--accent:#2f5bea;--bad:#b00020}
@media(prefers-color-scheme:dark){:root{--ink:#eceff3;--soft:#a3adb8;--paper:#14171b;--card:#1e2329;--line:#3a424c;--accent:#8aa6ff;--bad:#ff8a94}}
*{box-sizing:border-box}
body{font:16px/1.5 system-ui,sans-serif;margin:0;padding:3rem 1rem;background:var(--paper);color:var(--ink)}
main{max-width:26rem;margin:auto;padding:2rem;background:var(--card);border:1px solid var(--line);border-radius:12px}
main.wide{max-width:46rem}
h1{font-size:1.4rem;margin:0 0 1.25rem}
p{margin:0 0 1rem;overflow-wrap:anywhere}
label,input,button,.button{display:block;width:100%;font:inherit}
input{margin:.25rem 0 1rem;padding:.6rem;border:1px solid var(--line);border-radius:6px;background:var(--paper);color:inherit}
button,.button{padding:.65rem;margin:0 0 .6rem;border:1px solid var(--accent);border-radius:6px;background:var(--accent);color:var(--card);text-align:center;text-decoration:none;cursor:pointer}
.plain{background:none;border-color:var(--line);color:inherit}
a{color:var(--accent)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
hr{border:0;border-top:1px solid var(--line);margin:1.25rem 0}
[role=alert]{color:var(--bad)}
.soft{color:var(--soft)}
.code{font:700 1.5rem ui-monospace,monospace;letter-spacing:.15em}
article{border-top:1px solid var(--line);padding:1rem 0 0}
`.replaceAll('\n', '');

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'";

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

interface Page {
  status?: number;
  behavior: BehaviorId;
  title: string;
  /** Markup. The caller escapes it. */
  body: string;
  /** For lists; default false. */
  wide?: boolean;
}

/** Sends a page. Its policy has no form-action: most forms end in a redirect to the application. */
export function sendPage(ctx: Context, { status = 200, behavior, title, body, wide = false }: Page): void {
  declare(ctx, behavior);
  ctx.status = status;
  ctx.type = 'html';
  ctx.set('Cache-Control', 'no-store');
  ctx.set('Content-Security-Policy', POLICY);
  ctx.set('Referrer-Policy', 'no-referrer');
  ctx.body =
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">' +
    `<title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body><main${wide ? ' class="wide"' : ''}>` +
    `<h1>${escapeHtml(title)}</h1>${body}</main></body></html>`;
}

/** Returns the markup of an error, empty without one. */
export function alertOf(problem: string | undefined): string {
  return problem === undefined ? '' : `<p role="alert">${escapeHtml(problem)}</p>`;
}

/** Shows an error to the user, if no address is allowed that could receive it. */
export function sendErrorPage(
  ctx: Context,
  behavior: BehaviorId,
  {
    status = 400,
    title = 'Oops!, something went wrong',
    text,
  }: { status?: number; title?: string; text: string },
): void {
  sendPage(ctx, { status, behavior, title, body: alertOf(text) });
}
