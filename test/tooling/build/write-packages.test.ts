import { describe, expect, it } from 'vitest';
import { fillPage, replaceOnce } from '../../../src/tooling/build/write-packages.ts';

describe('fillPage', () => {
  it('replaces each placeholder', () => {
    const page = '<title>%NAME%</title><h1>%NAME%</h1><img src="%LOGO%" width="100%">';
    expect(fillPage(page, { NAME: 'Notes', LOGO: 'icons/a.svg' })).toBe(
      '<title>Notes</title><h1>Notes</h1><img src="icons/a.svg" width="100%">',
    );
  });

  it('escapes values', () => {
    expect(fillPage('<img alt="%NAME%">', { NAME: '"A & B" <c> $&' })).toBe(
      '<img alt="&quot;A &amp; B&quot; &lt;c> $&amp;">',
    );
  });

  it('throws if a placeholder has no value', () => {
    expect(() => fillPage('%NMAE%', { NAME: 'Notes' })).toThrow('%NMAE%');
  });
});

describe('replaceOnce', () => {
  it('replaces a match by the unchanged text', () => {
    expect(replaceOnce('<head></head>', /<\/head>/, '$&</head>')).toBe('<head>$&</head>');
  });

  it.each(['<head></HEAD>', '</head></head>'])('throws if %s has another number of matches', (text) => {
    expect(() => replaceOnce(text, /<\/head>/, '')).toThrow('<\\/head>');
  });
});
