/** A page that shows and removes the sign-in when a test says so, as the components of an app do. */
import { config } from '../../../src/extension/config.ts';
import { createSignIn } from '../../../src/sdk/popup.ts';

const mount = () => createSignIn(config, { container: document.querySelector('.container') });

// For the tests, which have no imports in the page.
Object.assign(globalThis, { mount });
