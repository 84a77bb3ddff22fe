import { expect, it, vi } from 'vitest';
import { runDoctor } from '../../../src/tooling/doctor/doctor-command.ts';
import { thisProject } from '../../../src/tooling/setup/this-project.ts';
import { DEPS } from '../../support/unit/doctor.ts';

it.each([
  [
    [],
    { AUTH0_DOMAIN: 'https://a.example', AUTH0_CLIENT_ID: 'a' },
    /^AUTH0_DOMAIN is "https:\/\/a\.example"/,
  ],
  [[], { AUTH0_CLIENT_ID: 'a' }, /^Set AUTH0_DOMAIN .*: npm run doctor -- --domain example\.eu\.auth0\.com$/],
  [['--jsno'], {}, /'--jsno'/],
])('runDoctor %j with %j prints one line, sends nothing, and fails', async (args, environment, line) => {
  const printed: unknown[] = [];
  vi.spyOn(console, 'error').mockImplementation((text: unknown) => void printed.push(text));
  const fetch = vi.fn();
  const project = thisProject(environment, { file: '/nowhere/.env' });
  await expect(runDoctor(args, project, { ...DEPS, fetch })).resolves.toBe(1);
  expect(printed).toEqual([expect.stringMatching(line)]);
  expect(String(printed[0])).not.toContain('\n');
  expect(fetch).not.toHaveBeenCalled();
});
