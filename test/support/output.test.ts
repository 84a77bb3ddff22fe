import { describe, expect, it } from 'vitest';
import { Output, type OutputEntry } from './output.ts';

const entry = (differences: Partial<OutputEntry> = {}): OutputEntry => ({
  source: 'popup',
  kind: 'console',
  level: 'log',
  text: 'hello',
  ...differences,
});

describe('Output', () => {
  it('says where each line was written, without the query and the fragment of a page', () => {
    const output = new Output();
    output.add(entry(), 'chrome-extension://abc/popup.html?x=1');
    output.add(entry({ level: 'warning' }), 'http://127.0.0.1:4180/authorize?code=1#2');
    output.add(entry(), '');

    expect(output.lines).toEqual([
      '[popup.html] log: hello',
      '[http://127.0.0.1:4180/authorize] warning: hello',
      '[unknown] log: hello',
    ]);
  });

  it('keeps the lines of two pages and the two kinds apart', () => {
    const output = new Output();
    output.add(entry({ text: 'first' }), '');
    output.add(entry({ kind: 'error', text: 'oops' }), '');
    output.add(entry({ source: 'another popup', text: 'second' }), '');

    expect(output.of('popup', 'console')).toEqual(['first']);
    expect(output.of('popup', 'error')).toEqual(['oops']);
  });

  it('shows what an object holds once that is known', () => {
    const output = new Output();
    const later = entry({ text: 'Object' });
    output.add(later, '');
    later.text = '{"a":1}';

    expect(output.lines).toEqual(['[unknown] log: {"a":1}']);
  });
});
