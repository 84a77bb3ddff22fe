import type { BrowserKind } from '../support/browser.ts';
import type { State } from './state.ts';

/** The ways in which a state is pictured. */
const COLUMNS = ['light', 'dark', 'forced-colors', 'narrow', 'zoomed', 'tab', 'arabic'] as const;

export type Column = (typeof COLUMNS)[number];

/** The page that shows the pictures beside each other, from its own folder; those that were not taken are not there. */
export function galleryPage(states: readonly State[], browsers: readonly BrowserKind[]): string {
  const pictures = ({ name }: State) =>
    browsers.flatMap((kind) => COLUMNS.map((column) => picture(`${name}-${kind}-${column}`)));
  const sections = states.map(
    (state) => `<h2>${state.name}</h2><p>${state.what}</p><div>${pictures(state).join('')}</div>`,
  );
  return `<!doctype html><meta charset="utf-8"><title>Gallery</title><style>
    body { background: #8885; font: 14px system-ui; margin: 24px; }
    div { align-items: start; display: flex; flex-wrap: wrap; gap: 16px; }
    figure { margin: 0; } img { display: block; max-width: 480px; }
  </style>${sections.join('\n')}\n`;
}

function picture(name: string): string {
  const vanish = "this.closest('figure').remove()";
  return `<figure><img src="${name}.png" alt="" loading="lazy" onerror="${vanish}"><figcaption>${name}</figcaption></figure>`;
}
