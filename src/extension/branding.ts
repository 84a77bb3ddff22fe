import type { Branding } from 'latchkey/popup';

/** CSS colors of the pages. If you change them, check the contrast. */
export const colors: Colors = {
  light: { accent: '#5b4bdb', accentStrong: '#4a3bc4', onAccent: '#ffffff', accentText: '#4a3bc4' },
  dark: { accent: '#8d80f5', accentStrong: '#a498ff', onAccent: '#14121f', accentText: '#b8aeff' },
};

/** Appearance of Lock in the popup. Change this and `colors` first. */
export const branding: Branding = {
  /** An image in `src/extension/icons/`. The extension's pages also show it in their headers. */
  logo: 'icons/signed-in.svg',
  /** Empty, because the popup's header already shows the extension's name. */
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
  /** `accent` on hover. */
  readonly accentStrong: string;
  /** Text on `accent`. */
  readonly onAccent: string;
  /** `accent` as text on the popup's background. */
  readonly accentText: string;
}
