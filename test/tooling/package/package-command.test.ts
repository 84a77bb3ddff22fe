import { expect, it, vi } from 'vitest';
import { runPackage } from '../../../src/tooling/package/package-command.ts';

it('npm run package prints one line without a stack and fails if the configuration is wrong', async () => {
  const printed: unknown[] = [];
  vi.spyOn(console, 'error').mockImplementation((line: unknown) => void printed.push(line));
  await expect(runPackage([], { AUTH0_DOMAIN: 'https://example.auth0.com' })).resolves.toBe(1);
  expect(printed).toEqual([
    expect.stringMatching(/^AUTH0_DOMAIN is "https:\/\/example\.auth0\.com": [^\n]*$/),
  ]);
});
