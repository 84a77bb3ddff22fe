// @vitest-environment happy-dom
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import React from 'react';
import { createRoot } from 'react-dom/client';
import * as original from 'react-transition-group';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import * as standIn from '../../../../src/sdk/lock/overrides/react-transition-group.ts';

/** As Lock slides in its confirmation: milliseconds, and the prefix of the classes. */
const [TIMEOUT, CLASS_NAMES] = [350, 'slide'];

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
});
afterEach(() => vi.useRealTimers());

it('exports exactly what Lock uses', () => {
  const file = createRequire(import.meta.url).resolve('auth0-lock/lib/ui/box/chrome');
  const used = readFileSync(file, 'utf8').matchAll(/_reactTransitionGroup\.(\w+)/g);
  expect(Object.keys(standIn).sort()).toEqual([...new Set([...used].map(([, name]) => name))].sort());
});

/** What is on the page while a child comes, stays, and goes. */
async function film({ TransitionGroup, CSSTransition }: typeof standIn): Promise<string[]> {
  const container = document.createElement('div');
  const root = createRoot(container);
  const frames: string[] = [];
  const refs = { first: React.createRef(), second: React.createRef() };
  const child = (name: keyof typeof refs) => {
    const transition = { key: name, classNames: CLASS_NAMES, nodeRef: refs[name], timeout: TIMEOUT };
    const paragraph = React.createElement('p', { ref: refs[name] }, name);
    return React.createElement(CSSTransition, transition, paragraph);
  };
  const show = async (...names: (keyof typeof refs)[]) => {
    await React.act(() => root.render(React.createElement(TransitionGroup, null, names.map(child))));
    for (const wait of [0, TIMEOUT - 1, 1]) {
      await React.act(() => vi.advanceTimersByTimeAsync(wait));
      frames.push(container.innerHTML);
    }
  };
  await show('first');
  await show('first', 'second');
  await show('second');
  return frames;
}

it('animates like the CommonJS build of the package', async () => {
  const frames = await film(standIn);
  expect(frames.join('\n')).toContain(`${CLASS_NAMES}-enter`);
  expect(frames.join('\n')).toContain(`${CLASS_NAMES}-exit`);
  expect(frames).toEqual(await film(original));
});
