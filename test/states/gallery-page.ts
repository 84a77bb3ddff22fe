import type { BrowserKind } from '../support/browser.ts';
import type { State } from './state.ts';

/** The pictures of a state. */
const COLUMNS = ['light', 'dark', 'forced-colors', 'narrow', 'zoomed', 'tab', 'arabic'] as const;

export type Column = (typeof COLUMNS)[number];

/** Returns the page that shows the pictures of states next to each other. Pictures that were not taken are left out. */
export function galleryPage(states: readonly State[], browsers: readonly BrowserKind[]): string {
  const pictures = ({ name }: State) =>
    browsers.flatMap((kind) => COLUMNS.map((column) => picture(`${name}-${kind}-${column}`)));
  return page(states.map((state) => section(`${state.name}: ${state.what}`, pictures(state))));
}

/** Returns the page that shows the pictures of messages in `folder`. */
export function messagesPage(folder: string, places: readonly string[]): string {
  return page([
    section(
      folder,
      places.map((place) => picture(`${folder}/${place}`)),
    ),
  ]);
}

function page(sections: readonly string[]): string {
  return `<!doctype html><meta charset="utf-8"><title>Gallery</title><style>
    body { background: #8885; font: 14px system-ui; margin: 24px; }
    div { align-items: start; display: flex; flex-wrap: wrap; gap: 16px; }
    figure { margin: 0; } img { display: block; max-width: 480px; }
  </style>${sections.join('\n')}\n`;
}

function section(title: string, pictures: readonly string[]): string {
  return `<h2>${title}</h2><div>${pictures.join('')}</div>`;
}

function picture(name: string): string {
  const remove = "this.closest('figure').remove()";
  return `<figure><img src="${name}.png" alt="" loading="lazy" onerror="${remove}"><figcaption>${name}</figcaption></figure>`;
}
