import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Page } from 'puppeteer-core';
import { waitForAnimations } from '../support/popup.ts';

/** Writes a picture of the whole page; makes the folders of `file`. */
export async function photograph(page: Page, file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await waitForAnimations(page);
  await writeFile(file, await page.screenshot({ type: 'png', fullPage: true }));
}
