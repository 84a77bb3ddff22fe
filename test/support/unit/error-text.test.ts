import { expect, it } from 'vitest';
import { allTextOf } from './error-text.ts';

const SECRET = 'secret-7f3a';
const circular = new Error('no');
circular.cause = { circular, token: SECRET };

it.each<[where: string, thrown: unknown]>([
  ['a message', new Error(`no ${SECRET}`)],
  ['a cause', new Error('no', { cause: new Error('no', { cause: SECRET }) })],
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
  ['an aggregate error', new AggregateError([new Error(SECRET)])],
  ['a value that is no error', SECRET],
  ['a circular structure', circular],
])('allTextOf finds %s', async (_where, thrown) => {
  expect(await allTextOf(thrown)).toContain(SECRET);
});
