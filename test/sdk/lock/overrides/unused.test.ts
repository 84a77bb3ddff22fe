import { describe, expect, it, vi } from 'vitest';
import UnusedScreen, * as unused from '../../../../src/sdk/lock/overrides/unused.ts';

describe('unused', () => {
  it('loads nothing from the network', () => {
    const cb = vi.fn();
    unused.load({ method: 'setClient', cb });
    expect(cb).toHaveBeenCalledWith(
      expect.objectContaining({ message: expect.stringContaining('setClient') }),
    );
  });

  it('registers the English dictionary', () => {
    const cb = vi.fn();
    unused.preload({ cb });
    expect(cb).toHaveBeenCalledExactlyOnceWith('en', expect.objectContaining({ loginLabel: 'Log In' }));
  });

  it('requests no avatar, no last user and no captcha', () => {
    const callback = vi.fn();
    unused.url('ada@example.com', callback);
    unused.fetchSSOData(1, false, callback);
    unused.swapCaptcha(1, undefined, false, callback);
    unused.swapCaptcha(1, undefined, true);
    expect(callback.mock.calls).toEqual([[{}], [null, { sso: false }], []]);
    expect(unused.setCaptchaParams()).toBe(true);
  });

  it('throws when Lock shows a screen that is not in the build', () => {
    expect(() => new UnusedScreen()).toThrow(/unused\.ts/);
  });
});
