import { expect, it, vi } from 'vitest';
import CaptchaPane, { setCaptchaParams, swapCaptcha } from '../../../../src/sdk/lock/overrides/no-captcha.ts';

it('lets every request be sent, without an answer to a captcha', () => {
  expect(setCaptchaParams()).toBe(true);
});

it('goes on at once where Lock would load a captcha', () => {
  const next = vi.fn();
  swapCaptcha(1, undefined, false, next);
  expect(next).toHaveBeenCalledOnce();
  expect(() => swapCaptcha(1, undefined, true)).not.toThrow();
});

it('shows nothing', () => {
  expect(CaptchaPane()).toBeNull();
});
