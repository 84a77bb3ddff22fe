import { vi } from 'vitest';
import { settle } from './settle.ts';

/** The stand-in for the browser's APIs. */
export type FakeBrowser = typeof import('./fake-browser.ts')['fakeBrowser'];

/** Runs the script of a page, which `load` imports, in a browser of its own, where `prepare` has been. */
export async function openPage(
  load: () => Promise<unknown>,
  prepare: (browser: FakeBrowser) => unknown = () => {},
): Promise<FakeBrowser> {
  vi.resetModules();
  const { fakeBrowser } = await import('./fake-browser.ts');
  await prepare(fakeBrowser);
  await load();
  await settle();
  return fakeBrowser;
}
