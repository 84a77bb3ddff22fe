/** `npm run readme-pictures`: draws README's pictures, `docs/popup.png` and, step by step, `docs/walkthrough.png`. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ROOT } from '../../src/tooling/build/project-files.ts';
import { type Badge, drawPage, drawPictures } from './pictures.ts';

/** A step of the walkthrough: the toolbar, and the popup if it is open. */
interface Step {
  readonly caption: string;
  readonly icon: 'signed-in' | 'signed-out';
  readonly badge: Badge;
  readonly popup: string | null;
}

await drawPictures(1, async ({ form, filledForm, account, badges }, canvas) => {
  const draw = (name: string, body: string) =>
    drawPage(canvas, path.join(ROOT, 'docs', `${name}.png`), pageOf(body), { width: 1480, height: 400 });
  await draw('popup', [form.light, account.light, form.dark, account.dark].map(imageOf).join(''));
  const steps: readonly Step[] = [
    { caption: '1. Click the icon', icon: 'signed-out', badge: badges.signedOut, popup: null },
    { caption: '2. Sign in', icon: 'signed-out', badge: badges.signedOut, popup: filledForm.light },
    { caption: '3. The badge shows it', icon: 'signed-in', badge: badges.signedIn, popup: account.light },
    { caption: '4. Sign out', icon: 'signed-out', badge: badges.after, popup: null },
  ];
  await draw('walkthrough', (await Promise.all(steps.map(panelOf))).join(''));
});

function imageOf(picture: string): string {
  return `<img class="popup" alt="" src="data:image/png;base64,${picture}">`;
}

async function panelOf({ caption, icon, badge, popup }: Step): Promise<string> {
  const image = await readFile(path.join(ROOT, `src/extension/icons/${icon}-48.png`), 'base64');
  const mark = badge.text === '' ? '' : `<b>${badge.text}</b>`;
  return `<section><h2>${caption}</h2>
    <p><span><img alt="" src="data:image/png;base64,${image}">${mark}</span><i>${badge.title}</i></p>
    ${popup === null ? '' : imageOf(popup)}</section>`;
}

function pageOf(body: string): string {
  return `<!doctype html><title>Picture</title><style>
    body { display: flex; gap: 20px; justify-content: center; margin: 0; padding: 24px 0; background: #dedbf3;
      color: #1d1b29; font: 16px system-ui, sans-serif; }
    .popup { border-radius: 12px; box-shadow: 0 6px 24px rgb(40 30 90 / 20%); }
    section { width: 340px; }
    h2 { margin: 0 0 12px; font-size: 18px; }
    p { display: flex; align-items: center; gap: 12px; margin: 0 0 14px; padding: 8px 12px; border-radius: 10px; background: #fff; }
    span { position: relative; width: 32px; height: 32px; }
    span img { width: 32px; height: 32px; }
    b { position: absolute; right: -6px; bottom: -4px; padding: 0 4px; border-radius: 4px; background: #146c41; color: #fff;
      font-size: 12px; line-height: 16px; }
    i { font-style: normal; font-size: 13px; }
  </style>${body}`;
}
