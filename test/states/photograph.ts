import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Page } from 'puppeteer-core';

/** A picture of the whole page; the folders of `file` are made. */
export async function photograph(page: Page, file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await comeToRest(page);
  await writeFile(file, await page.screenshot({ type: 'png', fullPage: true }));
}

/** Waits until nothing moves in the page that comes to an end. */
export async function comeToRest(page: Page): Promise<void> {
  // While the list of countries is open, Lock says all the time that it moves.
  await page.waitForFunction(
    () => document.querySelector('.auth0-lock:not(.auth0-lock-auxiliary) .auth0-lock-moving') === null,
    { polling: 20 },
  );
  await page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime));
    await Promise.allSettled(ending.map((animation) => animation.finished));
  });
}
