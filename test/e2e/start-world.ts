import { onTestFinished } from 'vitest';
import type { BrowserKind } from '../support/browser.ts';
import { createWorld, type World, type WorldOptions } from './world.ts';

/** Starts a world that ends with the test, which fails if a secret is in a console, a URL or the storage. */
export async function startWorld(kind: BrowserKind, options?: WorldOptions): Promise<World> {
  const world = await createWorld(kind, options);
  onTestFinished(() => world.end());
  return world;
}
