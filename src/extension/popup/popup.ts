import { createSignIn } from 'latchkey/popup';
import { branding } from '../branding.ts';
import { config } from '../config.ts';
import { expectElement } from '../shared/page.ts';
import { createPopupView } from './popup-view.ts';

const auth = createSignIn(config, { container: expectElement('lock', HTMLElement), branding });
const show = createPopupView(auth);
auth.subscribe(show);
show(auth.getSnapshot());
requestAnimationFrame(() => performance.mark('popup-painted'));
