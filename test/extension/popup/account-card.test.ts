// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  distanceChangesAt,
  fillAccountCard,
  formatDistance,
  formatTime,
} from '../../../src/extension/popup/account-card.ts';
import { element, openPopupPage } from '../../support/unit/extension-pages.ts';
import { NOON, unitEndingSession, unitSession, unitUser } from '../../support/unit/session.ts';

const [SECOND, MINUTE, HOUR, DAY] = [1_000, 60_000, 3_600_000, 86_400_000];

const fill = (changes: Parameters<typeof unitUser>[0]) =>
  fillAccountCard(unitSession({ user: unitUser(changes) }));
const text = (id: string) => element(id).textContent;

describe('fillAccountCard', () => {
  beforeEach(openPopupPage);

  it.each([
    ['the name, and the email address', {}, 'Ada Lovelace', false],
    ['the email address once when it is the name', { name: 'ada@example.com' }, 'ada@example.com', true],
    ['the email address when there is no name', { name: null }, 'ada@example.com', true],
    ['the email address when the name is invisible', { name: '\u200B ' }, 'ada@example.com', true],
    ['a text when there is neither', { name: null, email: null }, 'Signed in', false],
  ])('shows %s', (_what, changes, name, isEmailHidden) => {
    fill(changes);
    expect([text('user-name'), element('user-email').hidden]).toEqual([name, isEmailHidden]);
  });

  it('shows email address, initials and kind of account', () => {
    fill({ sub: 'auth0|66f1' });
    expect(['user-email', 'user-initials', 'user-kind'].map(text)).toEqual([
      ...['ada@example.com', 'AL', 'Email and password'],
    ]);
  });

  it('shows a name as text', () => {
    fill({ name: '<b>Ada</b>' });
    expect(element('user-name').children).toHaveLength(0);
  });

  it('shows when a session without a refresh token ends', () => {
    fillAccountCard(unitEndingSession());
    expect([element('user-ends').hidden, element('user-stays').hidden]).toEqual([false, true]);
    expect(element('user-until').getAttribute('datetime')).toBe('2031-02-01T13:00:00.000Z');
    expect(text('user-until')).not.toBe('');
  });

  it('updates the time left until it is stopped', () => {
    vi.useFakeTimers({ now: NOON });
    const stop = fillAccountCard(unitEndingSession({ expiresAt: NOON + 42 * MINUTE }));
    expect(text('user-left')).toBe('in 42 minutes');
    vi.advanceTimersByTime(30_001);
    expect(text('user-left')).toBe('in 41 minutes');
    vi.advanceTimersByTime(40 * MINUTE);
    expect(text('user-left')).toBe('in 90 seconds');
    stop();
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  it('shows no token', () => {
    const tokens = { idToken: 'secret-id', accessToken: 'secret-a', refreshToken: 'secret-r' };
    fillAccountCard(Object.assign(unitSession(), { tokens }, tokens));
    expect(document.documentElement.outerHTML).not.toContain('secret-');
  });

  it('shows the picture after it has loaded, and none for a user without one', () => {
    fill({});
    const picture = element('user-picture');
    expect([picture.getAttribute('src'), picture.hidden]).toEqual(['https://pictures.example/ada.png', true]);
    picture.dispatchEvent(new Event('load'));
    expect(picture.hidden).toBe(false);
    fill({ picture: null });
    expect([picture.hasAttribute('src'), picture.hidden]).toEqual([false, true]);
  });
});

describe('formatTime', () => {
  it.each([
    ['a time for today', 1, /^15:05$/],
    ['a day and a time for tomorrow', 2, /^Sun,? 2 Feb,? (at )?15:05$/],
    ['a day and a time for yesterday', 0, /^Fri,? 31 Jan,? (at )?15:05$/],
  ])('returns %s', (_what, day, formatted) => {
    const now = new Date(2031, 1, 1, 12).getTime();
    expect(formatTime(new Date(2031, 1, day, 15, 5).getTime(), now, 'en-GB')).toMatch(formatted);
  });
});

describe('formatDistance', () => {
  it.each([
    [0, 'now'],
    [-3 * MINUTE, '3 minutes ago'],
    [3 * MINUTE, 'in 3 minutes'],
    [10 * DAY, 'in 10 days'],
    [11 * HOUR, 'in 11 hours'],
    [65 * SECOND, 'in 65 seconds'],
    [119.6 * SECOND, 'in 2 minutes'],
    [40 * HOUR, 'in 40 hours'],
  ])('returns for %d ms: %s', (distance, formatted) => {
    expect(formatDistance(NOON + distance, NOON, 'en')).toBe(formatted);
  });
});

describe('distanceChangesAt', () => {
  it.each([
    ...[3 * DAY, 47.6 * HOUR, 12 * HOUR, 119.7 * MINUTE, 42 * MINUTE, 2.2 * MINUTE],
    ...[119.6 * SECOND, 7 * SECOND, SECOND],
  ])('returns when the result of formatDistance changes for %d ms', (distance) => {
    const formatted = (now: number) => formatDistance(NOON + distance, now, 'en');
    const change = distanceChangesAt(NOON + distance, NOON);
    expect(change).toBeGreaterThan(NOON);
    expect(formatted(change - 2)).toBe(formatted(NOON));
    expect(formatted(change)).not.toBe(formatted(NOON));
  });
});
