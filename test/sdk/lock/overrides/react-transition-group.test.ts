import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import * as override from '../../../../src/sdk/lock/overrides/react-transition-group.ts';

it('exports exactly the components that Lock uses', () => {
  const file = createRequire(import.meta.url).resolve('auth0-lock/lib/ui/box/chrome');
  const used = readFileSync(file, 'utf8').matchAll(/_reactTransitionGroup\.(\w+)/g);
  expect(Object.keys(override).sort()).toEqual([...new Set([...used].map(([, name]) => name))].sort());
  expect(Object.values(override)).toEqual([expect.any(Function), expect.any(Function)]);
});
