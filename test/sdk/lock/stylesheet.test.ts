// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { loadStylesheet } from '../../../src/sdk/lock/stylesheet.ts';

const links = () => Array.from(document.head.querySelectorAll('link'));

/** The next stylesheet is missing; here all others load at once. */
function missNext(): void {
  vi.spyOn(HTMLLinkElement.prototype, 'dispatchEvent').mockImplementationOnce(function (this: EventTarget) {
    return EventTarget.prototype.dispatchEvent.call(this, new Event('error'));
  });
}

beforeEach(() => document.head.replaceChildren());

describe('a packaged stylesheet', () => {
  it('is added to the page, and applies when it has loaded', async () => {
    await loadStylesheet('lock.css');
    expect(links().map((link) => [link.rel, link.getAttribute('href')])).toEqual([
      ['stylesheet', 'lock.css'],
    ]);
  });

  it('is added once', async () => {
    await loadStylesheet('lock.css');
    await loadStylesheet('lock.css');
    expect(links()).toHaveLength(1);
  });

  it('that is missing is lock-failed', async () => {
    missNext();
    await expect(loadStylesheet('lock.css')).rejects.toMatchObject({ code: 'lock-failed' });
  });

  it('that was missing is taken away and tried again', async () => {
    missNext();
    await loadStylesheet('lock.css').catch(() => {});
    expect(links()).toEqual([]);
    await expect(loadStylesheet('lock.css')).resolves.toBeUndefined();
    expect(links()).toHaveLength(1);
  });
});
