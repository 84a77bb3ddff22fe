import { describe, expect, it } from 'vitest';
import { hasDisplay, parseStartOptions } from './start-options.ts';

const WITH_DISPLAY = { DISPLAY: ':0' };

describe('parseStartOptions', () => {
  it('opens Chromium for a person when nothing is said', () => {
    expect(parseStartOptions([], 'linux', WITH_DISPLAY)).toEqual({ browser: 'chromium', mode: 'visit' });
  });

  it('walks by itself when asked to, display or not', () => {
    expect(parseStartOptions(['--walkthrough'], 'linux', WITH_DISPLAY).mode).toBe('walkthrough');
  });

  it('names a browser that it does not know, and those that it does', () => {
    expect(() => parseStartOptions(['--browser=safari'], 'linux', {})).toThrow(
      '--browser is "safari"; it is one of chromium, firefox',
    );
  });
});

describe('hasDisplay', () => {
  it.each([
    ['linux', {}, false],
    ['linux', { DISPLAY: '' }, false],
    ['linux', { DISPLAY: ':99' }, true],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, true],
    ['linux', { DISPLAY: ':99', CI: 'true' }, false],
    ['linux', { DISPLAY: ':99', CI: 'false' }, true],
    ['darwin', {}, true],
    ['darwin', { CI: '1' }, false],
    ['win32', {}, true],
  ] as const)('on %s with %j is %s', (platform, env, expected) => {
    expect(hasDisplay(platform, env)).toBe(expected);
  });
});
