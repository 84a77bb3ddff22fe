import { describe, expect, it } from 'vitest';
import { loggedEvents } from '../background.ts';
import { message } from '../message.ts';
import { followLink } from '../pages.ts';
import { startWorld } from '../start-world.ts';
import { BROWSERS, NAME, signIn, storedSession } from '../world.ts';

describe.each(BROWSERS)('the diagnostics, in %s', (kind) => {
  it('show the failure of the popup that links to them, and copy a report without secrets', async () => {
    const world = await startWorld(kind, { environment: { AUTH0_SILENT: 'off' } });
    const { browser, tenant } = world;
    tenant.addFault({ path: /^\/client\//, kind: 'drop' });
    const popup = await browser.openPopup();
    await popup.waitForState('error');
    await expect.poll(() => loggedEvents(browser)).toContain('sign-in-failed');
    const page = await followLink(world, popup, { link: '#what-happened', to: 'diagnostics.html' });
    tenant.clearFaults();
    await popup.close();
    await (await signIn(world)).close();
    const { id } = Object(await storedSession(browser));
    await page.bringToFront();
    await page.click('#btn-check');
    await page.waitForFunction(() => {
      const report = document.querySelector('#report');
      return report?.ariaBusy === 'false' && report.textContent.includes('Access token ends');
    });
    await page.evaluate(recordCopies);
    await page.click('#btn-copy');
    await page.waitForSelector('[data-copied]');
    await expect.poll(() => page.$eval('#result', ({ textContent }) => textContent)).toBe(message('copied'));
    const copied = await page.evaluate(() => document.documentElement.dataset.copied ?? '');
    expect(copied).toContain(`## ${NAME} diagnostics\n`);
    expect(copied).toMatch(/\*\*Last error:\*\* \S+Z; sign-in failed: `tenant-unreachable`\n/);
    expect(copied).toBe(await page.$eval('#report', ({ textContent }) => textContent));
    const html = await page.evaluate(() => document.documentElement.outerHTML);
    expect(html).not.toMatch(
      /ada@example\.com|Ada Lovelace|auth0\||\beyJ[\w-]{10,}|[?&](code|state|token)=/i,
    );
    expect(html).not.toContain(id);
  });
});

/** Runs in the page: writes each copied text into `data-copied`, and copies it. */
function recordCopies(): void {
  const write = navigator.clipboard.writeText.bind(navigator.clipboard);
  navigator.clipboard.writeText = async (text) => {
    await write(text);
    document.documentElement.dataset.copied = text;
  };
}
