import { LatchkeyError } from '../errors.ts';

/** Adds a packaged stylesheet to the page, once. Resolves when it applies; rejects with `lock-failed`. */
export function loadStylesheet(href: string): Promise<void> {
  if (document.querySelector(`link[href="${href}"]`)) return Promise.resolve();
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = href;
  return new Promise((resolve, reject) => {
    link.addEventListener('load', () => resolve());
    link.addEventListener('error', () => {
      link.remove();
      reject(new LatchkeyError('lock-failed', { reason: 'incomplete' }));
    });
    document.head.append(link);
  });
}
