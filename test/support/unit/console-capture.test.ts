import { describe, expect, it } from 'vitest';
import { allTextOf } from './console-capture.ts';

const SECRET = 'secret-7f3a';

describe('the secrets in an error', () => {
  it.each<[where: string, thrown: unknown]>([
    ['its message', new Error(`no ${SECRET}`)],
    ['its cause', new Error('no', { cause: new Error('no', { cause: SECRET }) })],
    ['a property', Object.assign(new Error('no'), { body: { tokens: [SECRET] } })],
    [
      'a property that is not enumerable',
      Object.defineProperty(new Error('no'), 'response', { value: { token: SECRET }, enumerable: false }),
    ],
    ["a property's name", new Error('no', { cause: { [SECRET]: 1 } })],
    ['parameters', new Error('no', { cause: new URLSearchParams({ code: SECRET }) })],
    ['an address', new Error('no', { cause: new URL(`https://a.example/?code=${SECRET}`) })],
    ['headers', new Error('no', { cause: new Headers({ authorization: SECRET }) })],
    ['a map', new Error('no', { cause: new Map([['token', SECRET]]) })],
    ['a body', new Error('no', { cause: new Response(SECRET) })],
    ['errors together', new AggregateError([new Error(SECRET)])],
    ['what is no error', SECRET],
  ])('is found in %s', async (_where, thrown) => {
    expect(await allTextOf(thrown)).toContain(SECRET);
  });

  it('are found in a circular value', async () => {
    const error = new Error('no');
    error.cause = { error, token: SECRET };
    expect(await allTextOf(error)).toContain(SECRET);
  });
});
