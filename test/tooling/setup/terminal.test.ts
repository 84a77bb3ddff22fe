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
  if (terminal === null) throw new Error('No terminal');
  return terminal;
}

describe('a terminal', () => {
  it('is null without a TTY', () => {
    expect(open({ isTTY: false }).terminal).toBeNull();
  });

  it('shows the default and returns the answer', async () => {
    const { input, terminal, screen } = open();
    const answer = expectTerminal(terminal).prompt('Domain', 'fallback.example');
    input.write(' other.example \n');
    expect(await answer).toBe('other.example');
    expect(screen()).toContain('Domain [fallback.example]: ');
  });

  it('returns the default for an empty line', async () => {
    const { input, terminal } = open();
    const answer = expectTerminal(terminal).prompt('Domain', 'fallback.example');
    input.write('\n');
    expect(await answer).toBe('fallback.example');
  });

  it('rejects a prompt when the input ends', async () => {
    const { input, terminal } = open();
    const answer = expectTerminal(terminal).prompt('Domain', null);
    input.end();
    await expect(answer).rejects.toThrow('Canceled. No files changed.');
  });
});
