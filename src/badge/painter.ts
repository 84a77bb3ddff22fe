import browser from 'webextension-polyfill';
import type { BadgeAppearance } from './appearance.ts';

/** Puts an appearance on the toolbar button. The only place that speaks to `browser.action`. */
export async function paintBadge({ text, title, color, icon }: BadgeAppearance): Promise<void> {
  await Promise.all([
    browser.action.setBadgeText({ text }),
    browser.action.setTitle({ title }),
    browser.action.setBadgeBackgroundColor({ color }),
    browser.action.setBadgeTextColor({ color: '#ffffff' }),
    browser.action.setIcon({ path: icon }),
  ]);
}
