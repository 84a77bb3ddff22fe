/** The pictures that the stores ask for: their sizes, what is on each, and the plain page that one is composed on. */

import type { ColorScheme } from '../support/browser.ts';

/** What the popup shows in a picture. */
export type PopupView = 'form' | 'account';

/** A picture of one or more popups, beside each other, each half of the page in its own scheme. */
export interface StorePicture {
  /** The file's name without its ending. */
  readonly name: string;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  readonly popups: readonly { readonly view: PopupView; readonly scheme: ColorScheme }[];
}

/** What all three stores take as a screenshot, in pixels. */
const SCREENSHOT = { width: 1280, height: 800 };

/** In the order in which a store should show them; the Chrome Web Store takes five. */
export const SCREENSHOTS: readonly StorePicture[] = [
  { name: '1-sign-in-light', ...SCREENSHOT, popups: [{ view: 'form', scheme: 'light' }] },
  { name: '2-signed-in-light', ...SCREENSHOT, popups: [{ view: 'account', scheme: 'light' }] },
  { name: '3-sign-in-dark', ...SCREENSHOT, popups: [{ view: 'form', scheme: 'dark' }] },
  { name: '4-signed-in-dark', ...SCREENSHOT, popups: [{ view: 'account', scheme: 'dark' }] },
  {
    name: '5-light-and-dark',
    ...SCREENSHOT,
    popups: [
      { view: 'account', scheme: 'light' },
      { view: 'account', scheme: 'dark' },
    ],
  },
];

/** The small tile of the Chrome Web Store and of Edge Add-ons, in pixels. */
export const TILE = { name: 'promotional-tile', width: 440, height: 280 };

/** The logo that Edge Add-ons recommends, in pixels. */
export const LOGO = { name: 'logo', width: 300, height: 300 };

/** Behind the popup: a page that is nobody's. */
const GROUNDS = { light: '#e9e7f6', dark: '#0f0d18' } as const satisfies Record<ColorScheme, string>;

/** A popup as it was photographed: PNG in base64. */
export type Photograph = string;

/** The page of a picture. `photographs` are in the order of the picture's popups. */
export function picturePage({ popups }: StorePicture, photographs: readonly Photograph[]): string {
  const halves = popups.map(({ scheme }, index) => {
    const photograph = photographs[index];
    if (photograph === undefined) throw new Error('A popup of the picture was not photographed.');
    const shadow = scheme === 'light' ? 'rgb(40 30 90 / 25%)' : 'rgb(0 0 0 / 70%)';
    const style = `border-radius:18px;box-shadow:0 18px 60px ${shadow}`;
    return `<div style="background:${GROUNDS[scheme]}"><img alt="" style="${style}" src="data:image/png;base64,${photograph}"></div>`;
  });
  return page(halves.join(''));
}

/** The page of the tile, or of the logo: the icon, `size` pixels wide, on the colour of the buttons or on nothing. */
export function iconPage(svg: string, { size, ground }: { size: number; ground: string }): string {
  const icon = Buffer.from(svg).toString('base64');
  return page(
    `<div style="background:${ground}"><img alt="" style="width:${size}px" src="data:image/svg+xml;base64,${icon}"></div>`,
  );
}

/** Saturated, and apart from every colour of the icon. */
export const TILE_GROUND = '#241c66';

function page(body: string): string {
  return `<!doctype html><title>Picture</title><style>
    body { display: flex; height: 100vh; margin: 0; }
    div { align-items: center; display: flex; flex: 1; justify-content: center; }
  </style>${body}`;
}
