import { expect, it, vi } from 'vitest';
import { runDoctor } from '../../../src/tooling/doctor/doctor-command.ts';
import { DEPS } from '../../support/unit/doctor.ts';

it.each([
  [
    [],
    { AUTH0_DOMAIN: 'https://example.auth0.com' },
    /^AUTH0_DOMAIN is "https:\/\/example\.auth0\.com": [^\n]*$/,
  ],
  [['--jsno'], {}, /^[^\n]*'--jsno'[^\n]*$/],
])('npm run doctor %j with %j prints one line, asks nobody, and fails', async (args, environment, line) => {
  const printed: unknown[] = [];
  vi.spyOn(console, 'error').mockImplementation((text: unknown) => void printed.push(text));
  const fetch = vi.fn();
  await expect(runDoctor(args, environment, { ...DEPS, fetch })).resolves.toBe(1);
  expect(printed).toEqual([expect.stringMatching(line)]);
  expect(fetch).not.toHaveBeenCalled();
});
