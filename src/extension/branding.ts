import type { Branding } from 'latchkey/popup';

/** Colors of the pages, as CSS takes them. The contrast is yours to keep. */
export const colors: Colors = {
  light: { accent: '#5b4bdb', accentStrong: '#4a3bc4', onAccent: '#ffffff', accentText: '#4a3bc4' },
  dark: { accent: '#8d80f5', accentStrong: '#a498ff', onAccent: '#14121f', accentText: '#b8aeff' },
};

/** How Lock looks in the popup. Change this and `colors` first. */
export const branding: Branding = {
  /** A picture in `src/extension/icons/`. The pages of the extension show it in their headers. */
  logo: 'icons/signed-in.svg',
  /** The popup's header has a name already. */
  title: '',
  socialButtons: 'big',
  connectionButtons: {},
  terms: { text: null, mustAccept: false },
  additionalSignUpFields: [],
};

export interface Colors {
  readonly light: Palette;
  readonly dark: Palette;
}

/** Colors of buttons, links, and the field that has the focus. */
export interface Palette {
  readonly accent: string;
  /** `accent` under the pointer. */
  readonly accentStrong: string;
  /** Text on `accent`. */
  readonly onAccent: string;
  /** `accent` as text on the popup's background. */
  readonly accentText: string;
}
