import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Page } from 'puppeteer-core';

/** A picture of the whole page, once nothing moves in it that comes to an end; the folders of `file` are made. */
export async function photograph(page: Page, file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await page.waitForFunction(() => document.querySelector('.auth0-lock-moving') === null);
  await page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime));
    await Promise.allSettled(ending.map((animation) => animation.finished));
  });
  await writeFile(file, await page.screenshot({ type: 'png', fullPage: true }));
}
