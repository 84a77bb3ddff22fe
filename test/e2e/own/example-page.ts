/** A page of an extension that uses the client. */
import { config } from '../../../src/extension/config.ts';
import { createClient } from '../../../src/sdk/index.ts';

const latchkey = createClient(config);
const output = document.querySelector('#user');

latchkey.onSessionChange((user) => output?.replaceChildren(user?.name ?? 'none'));

// For tests, whose code in the page has no imports.
Object.assign(globalThis, { latchkey });
