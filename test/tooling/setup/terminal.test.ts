import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { openTerminal, type Terminal } from '../../../src/tooling/setup/terminal.ts';

/** Both sides of a terminal, with what is on its screen so far. */
function open({ isTTY = true } = {}) {
  const input = Object.assign(new PassThrough(), { isTTY });
  const output = Object.assign(new PassThrough(), { isTTY });
  let screen = '';
  output.on('data', (chunk) => {
    screen += String(chunk);
  });
  return { input, terminal: openTerminal(input, output), screen: () => screen };
}

function expectTerminal(terminal: Terminal | null): Terminal {
  if (terminal === null) throw new Error('Nobody is there.');
  return terminal;
}

describe('a terminal', () => {
  it('is none where nobody sits before it', () => {
    expect(open({ isTTY: false }).terminal).toBeNull();
  });

  it('shows the question with what is usual, and gives the answer', async () => {
    const { input, terminal, screen } = open();
    const answer = expectTerminal(terminal).ask('Domain', 'usual.example');
    input.write(' other.example \n');
    expect(await answer).toBe('other.example');
    expect(screen()).toContain('Domain [usual.example]: ');
  });

  it('gives what is usual for an empty line', async () => {
    const { input, terminal } = open();
    const answer = expectTerminal(terminal).ask('Domain', 'usual.example');
    input.write('\n');
    expect(await answer).toBe('usual.example');
  });

  it('whose input ends lets no question wait for ever', async () => {
    const { input, terminal } = open();
    const answer = expectTerminal(terminal).ask('Domain', null);
    input.end();
    await expect(answer).rejects.toThrow('Nothing was written');
  });
});
