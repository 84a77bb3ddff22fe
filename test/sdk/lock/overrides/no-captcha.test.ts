import { expect, it, vi } from 'vitest';
import CaptchaPane, { setCaptchaParams, swapCaptcha } from '../../../../src/sdk/lock/overrides/no-captcha.ts';

it("allows each request without a captcha's answer", () => {
  expect(setCaptchaParams()).toBe(true);
});

it('continues at once where Lock would load a captcha', () => {
  const next = vi.fn();
  swapCaptcha(1, undefined, false, next);
  expect(next).toHaveBeenCalledOnce();
  expect(() => swapCaptcha(1, undefined, true)).not.toThrow();
});

it('renders nothing', () => {
  expect(CaptchaPane()).toBeNull();
});
