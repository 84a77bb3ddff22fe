import { describe, expect, it } from 'vitest';
import { fillPage, replaceOnce } from '../../../src/tooling/build/fill-page.ts';

describe('a page', () => {
  it('has the values in the place of their names, each time', () => {
    const page = '<title>%NAME%</title><h1>%NAME%</h1><img src="%LOGO%" width="100%">';
    expect(fillPage(page, { NAME: 'Notes', LOGO: 'icons/a.svg' })).toBe(
      '<title>Notes</title><h1>Notes</h1><img src="icons/a.svg" width="100%">',
    );
  });

  it('has them as text, whatever is in them', () => {
    expect(fillPage('<img alt="%NAME%">', { NAME: '"A & B" <c> $&' })).toBe(
      '<img alt="&quot;A &amp; B&quot; &lt;c> $&amp;">',
    );
  });

  it('is refused where it asks for what nobody knows', () => {
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
