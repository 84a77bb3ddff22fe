import browser from 'webextension-polyfill';
import { attempt } from '../optional-api.ts';
import type { BadgeAppearance } from './appearance.ts';

/**
 * Puts an appearance on the toolbar button, each part of it that the browser can show. Never rejects. The
 * only module that uses `browser.action` for it.
 */
export async function paintBadge({ text, title, color, icon }: BadgeAppearance): Promise<void> {
  await Promise.all([
    attempt(() => browser.action.setBadgeText({ text })),
    attempt(() => browser.action.setTitle({ title })),
    attempt(() => browser.action.setBadgeBackgroundColor({ color })),
    attempt(() => browser.action.setBadgeTextColor({ color: '#ffffff' })),
    attempt(() => browser.action.setIcon({ path: icon })),
  ]);
}
