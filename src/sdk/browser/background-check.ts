import browser from 'webextension-polyfill';
import type { Parts } from '../background-options.ts';
import type { Config } from '../config.ts';
import { LatchkeyError } from '../errors.ts';
import { presentFields } from './manifest.ts';
import { type HostManifest, missingInManifest } from './manifest-needs.ts';

/**
 * Throws `manifest-incomplete`, which lists the missing lines of `manifest.json` to paste, or `background-invalid` if this
 * context is a page, or if a background was already started in it, by any version of the SDK.
 */
export function expectBackground(config: Config, parts: Parts): void {
  const manifest: HostManifest = presentFields(browser.runtime.getManifest());
  const missing = missingInManifest(manifest, config, parts, location.protocol === 'moz-extension:');
  if (missing.length > 0) {
    const description = `manifest.json lacks what latchkey needs. Add:\n${missing.join('\n')}`;
    throw new LatchkeyError('manifest-incomplete', { description });
  }
  if (isPage(manifest)) throw invalid('startBackground was called in a page. Pages call createClient.');
  if (Reflect.has(globalThis, STARTED))
    throw invalid('startBackground was called twice. Share what the first call returns.');
  Object.defineProperty(globalThis, STARTED, { value: true, configurable: true });
}

/** Marks a context in which a background was started. Two copies of the SDK in one bundle share this symbol. */
const STARTED = Symbol.for('latchkey.background');

function invalid(description: string): LatchkeyError {
  return new LatchkeyError('background-invalid', { description });
}

/** Returns whether this context is a page other than the one in which Firefox runs the background script. */
function isPage({ background }: HostManifest): boolean {
  if (globalThis.document === undefined) return false;
  const own = background?.page ?? '_generated_background_page.html';
  return location.pathname !== `/${own.replace(/^\//, '')}`;
}
