import { beforeEach, describe, expect, it, vi } from 'vitest';
import { runBuild } from '../../../src/tooling/build/build-command.ts';

/** What is printed: the lines of each call. */
let printed: string[];

beforeEach(() => {
  printed = [];
  vi.spyOn(console, 'error').mockImplementation((line: unknown) => void printed.push(String(line)));
});

describe('npm run build', () => {
  it('prints one line without a stack and fails if the configuration is wrong', async () => {
    await expect(runBuild([], { AUTH0_DOMAIN: 'https://example.auth0.com' })).resolves.toBe(1);
    expect(printed).toEqual([
      'AUTH0_DOMAIN is "https://example.auth0.com": a URL; omit https://. Example: AUTH0_DOMAIN=example.eu.auth0.com',
    ]);
  });

  it('names an unknown argument and fails', async () => {
    await expect(runBuild(['--wacth'], {})).resolves.toBe(1);
    expect(printed).toEqual([expect.stringMatching(/^[^\n]*'--wacth'[^\n]*$/)]);
  });
});
