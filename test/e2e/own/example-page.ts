/** A page of an extension that was made from this one: an options page or a side panel might be like it. */
import { config } from '../../../src/extension/config.ts';
import { createClient } from '../../../src/sdk/index.ts';

const latchkey = createClient(config);

const output = document.querySelector('#user');

/** What the page has heard, in order: names, or `null`. */
const heard: (string | null)[] = [];
const stop = latchkey.onSessionChange((user) => {
  heard.push(user?.name ?? null);
  if (output !== null) output.textContent = user?.name ?? 'none';
});

// For the tests, which have no imports in the page.
Object.assign(globalThis, { latchkey, heard, stopHearing: stop });
