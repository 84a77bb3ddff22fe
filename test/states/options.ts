import type { Page } from 'puppeteer-core';
import type { World } from '../e2e/world.ts';
import type { State } from './state.ts';

export const OPTIONS_STATES: readonly State[] = [
  {
    name: 'options-saved',
    what: 'The options after a choice',
    async reach(world) {
      const page = await openOptions(world);
      await page.click('label[for=logout-local]');
      await page.waitForSelector('#result[data-tone=good]:not(:empty)');
      return page;
    },
  },
  {
    name: 'options-managed',
    what: 'The options with values of the administrator',
    build: 'managed',
    reach: openOptions,
  },
];

async function openOptions({ browser }: World): Promise<Page> {
  const page = await browser.openExtensionPage('options.html');
  await page.waitForSelector('#main[aria-busy=false]');
  return page;
}
