import { describe, expect, it } from 'vitest';
import * as sentences from '../../../src/extension/popup/sentences.ts';
import { LatchkeyError } from '../../../src/sdk/errors.ts';

describe('a sign-out that left something behind', () => {
  it.each([
    [['tenant-session'], 'Sign out there too'],
    [['refresh-token', 'tenant-session'], 'Sign out there too'],
    [['refresh-token'], 'It ends there by itself'],
  ] as const)('says that the person is signed out here, and what to do about %j', (what, way) => {
    const sentence = sentences.leftBehind(what, 'tenant.example');
    expect(sentence).toMatch(/^You are signed out here, but tenant\.example could not be told/);
    expect(sentence).toContain(way);
  });
});

it('a storage that failed is an error with its cause and a way on', () => {
  const cause = new Error('disk');
  expect(sentences.unreadable(cause)).toMatchObject({
    code: 'storage-failed',
    message: expect.stringContaining('Try again'),
    cause,
  });
});

it('a form that could not be had after a sign-out does not hide that the sign-out worked', () => {
  const error = new LatchkeyError('tenant-unreachable', 'tenant.example could not be reached. Try again.');
  expect(sentences.signedOutHere(error)).toBe(`You are signed out. ${error.message}`);
});
