import { describe, expect, it } from 'vitest';
import { fillPage, replaceOnce } from '../../../src/tooling/build/fill-page.ts';

describe('fillPage', () => {
  it('replaces each placeholder', () => {
    const page = '<title>%NAME%</title><h1>%NAME%</h1><img src="%LOGO%" width="100%">';
    expect(fillPage(page, { NAME: 'Notes', LOGO: 'icons/a.svg' })).toBe(
      '<title>Notes</title><h1>Notes</h1><img src="icons/a.svg" width="100%">',
    );
  });

  it('inserts values as text, whatever they contain', () => {
    expect(fillPage('<img alt="%NAME%">', { NAME: '"A & B" <c> $&' })).toBe(
      '<img alt="&quot;A &amp; B&quot; &lt;c> $&amp;">',
    );
  });

  it('throws for an unknown placeholder', () => {
    expect(() => fillPage('%NMAE%', { NAME: 'Notes' })).toThrow('%NMAE%');
  });
});

describe('replaceOnce', () => {
  it('replaces a match by the text as it is', () => {
    expect(replaceOnce('<head></head>', /<\/head>/, '$&</head>')).toBe('<head>$&</head>');
  });

  it('throws if nothing matches', () => {
    expect(() => replaceOnce('<head></HEAD>', /<\/head>/, '')).toThrow('<\\/head>');
  });
});
