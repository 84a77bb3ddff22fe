/** The pictures that the stores require. Sizes are in pixels. */
import type { ColorScheme } from '../support/browser.ts';

/** A picture of one or two popups beside each other. */
export interface StorePicture {
  /** The file's name without its extension. */
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly view: 'filledForm' | 'account';
  readonly schemes: readonly ColorScheme[];
}

/** A size that all three stores accept for a screenshot. */
const SIZE = { width: 1280, height: 800 };

/** In the order in which a store should show them. The Chrome Web Store accepts five. */
export const SCREENSHOTS: readonly StorePicture[] = [
  { name: '1-sign-in-light', ...SIZE, view: 'filledForm', schemes: ['light'] },
  { name: '2-signed-in-light', ...SIZE, view: 'account', schemes: ['light'] },
  { name: '3-sign-in-dark', ...SIZE, view: 'filledForm', schemes: ['dark'] },
  { name: '4-signed-in-dark', ...SIZE, view: 'account', schemes: ['dark'] },
  { name: '5-light-and-dark', ...SIZE, view: 'account', schemes: ['light', 'dark'] },
];

/** The small tile of the Chrome Web Store and of Edge Add-ons. */
export const TILE = { name: 'promotional-tile', width: 440, height: 280 };

/** The logo that Edge Add-ons recommends. */
export const LOGO = { name: 'logo', width: 300, height: 300 };
