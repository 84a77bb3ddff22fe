/** A page in which tests mount and remove the sign-in of the SDK, as a component does. */
import { config } from '../../../src/extension/config.ts';
import { createSignIn } from '../../../src/sdk/popup.ts';

const mount = () => createSignIn(config, { container: document.querySelector('.container') });

// For tests, whose code in the page has no imports.
Object.assign(globalThis, { mount });
