import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Gate, startGate } from './gate.ts';

const WRITE = {
  who: 'background',
  area: 'local',
  act: 'set',
  key: 'latchkey.session',
  when: 'before',
} as const;

describe('the gate', () => {
  let gate: Gate;
  beforeEach(async () => {
    gate = await startGate();
  });
  afterEach(() => gate.close());

  const ask = async (step: object) => {
    const query = new URLSearchParams({ ...step });
    return (await fetch(`${gate.origin}/?${query}`)).text();
  };

  it('lets everything pass, and writes it down', async () => {
    expect(await ask(WRITE)).toBe('go');
    expect(gate.steps).toEqual([WRITE]);
  });

  it('refuses the steps that are meant, and no others', async () => {
    gate.refuse({ act: 'set', key: 'latchkey.session' }, 'full');
    expect(await ask(WRITE)).toBe('full');
    expect(await ask({ ...WRITE, act: 'get' })).toBe('go');
    expect(await ask({ ...WRITE, key: 'latchkey.draft' })).toBe('go');
  });

  it('refuses as often as is said, after those that may pass', async () => {
    gate.refuse({ act: 'set', skip: 1, times: 2 });
    expect([await ask(WRITE), await ask(WRITE), await ask(WRITE), await ask(WRITE)]).toEqual([
      ...['go', 'reject'],
      ...['reject', 'go'],
    ]);
  });

  it('holds a step until it is released', async () => {
    const hold = gate.hold({ key: 'latchkey.session' });
    let answer = 'none';
    const asked = ask(WRITE).then((text) => {
      answer = text;
    });
    await hold.arrived;
    expect(answer).toBe('none');
    hold.release();
    await asked;
    expect(answer).toBe('go');
    expect(await ask(WRITE)).toBe('go');
  });

  it('lets go of everything when it is cleared', async () => {
    gate.refuse({ act: 'get' });
    const hold = gate.hold({ act: 'set' });
    const held = ask(WRITE);
    await hold.arrived;
    gate.clear();
    expect(await held).toBe('go');
    expect(await ask({ ...WRITE, act: 'get' })).toBe('go');
  });
});
