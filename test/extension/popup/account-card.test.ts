// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fillAccountCard, formatMoment } from '../../../src/extension/popup/account-card.ts';
import { element, openPopupPage } from '../../support/unit/extension-pages.ts';
import { NOON, unitEndingSession, unitSession, unitUser } from '../../support/unit/session.ts';

const fill = (changes: Parameters<typeof unitUser>[0]) =>
  fillAccountCard(unitSession({ user: unitUser(changes) }));

beforeEach(openPopupPage);

describe('the account card', () => {
  it('shows name, email address and initials', () => {
    fill({});
    expect(element('user-name').textContent).toBe('Ada Lovelace');
    expect(element('user-email').textContent).toBe('ada@example.com');
    expect(element('user-initials').textContent).toBe('AL');
  });

  it.each([
    ['the email address', { name: null }, 'ada@example.com'],
    ['the email address', { name: '\u200B ' }, 'ada@example.com'],
    ['a text', { name: null, email: null }, 'Signed in'],
  ])('shows %s if the name is missing', (_name, changes, words) => {
    fill(changes);
    expect(element('user-name').textContent).toBe(words);
  });

  it.each([
    ['a user without a name', null, true],
    ['a user whose name is the email address', 'ada@example.com', true],
    ['everybody else', 'Ada Lovelace', false],
  ])('shows the address once: %s', (_who, name, isHidden) => {
    fill({ name });
    expect(element('user-email').hidden).toBe(isHidden);
    expect(element('user-email').textContent).toBe('ada@example.com');
  });

  it('shows a name as text, whatever it contains', () => {
    fill({ name: '<b>Ada</b>' });
    expect(element('user-name').children).toHaveLength(0);
  });

  it('shows when a session ends that cannot be renewed, as text and as `datetime`', () => {
    fillAccountCard(unitEndingSession());
    expect(element('user-ends').hidden).toBe(false);
    expect(element('user-stays').hidden).toBe(true);
    expect(element('user-until').getAttribute('datetime')).toBe('2031-02-01T13:00:00.000Z');
    expect(element('user-until').textContent).not.toBe('');
  });

  it('updates the remaining time while the card is open', () => {
    vi.useFakeTimers({ now: NOON });
    const stop = fillAccountCard(unitEndingSession({ expiresAt: NOON + 42 * 60_000 }));
    const left = () => element('user-left').textContent;
    expect(left()).toBe('in 42 minutes');
    vi.advanceTimersByTime(30_001);
    expect(left()).toBe('in 41 minutes');
    vi.advanceTimersByTime(40 * 60_000);
    expect(left()).toBe('in 90 seconds');
    stop();
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  it('contains no token', () => {
    const tokens = { idToken: 'secret-id', accessToken: 'secret-a', refreshToken: 'secret-r' };
    fillAccountCard(Object.assign(unitSession(), { tokens }, tokens));
    expect(document.documentElement.outerHTML).not.toContain('secret-');
  });
});

describe('the picture', () => {
  it('is hidden until it has loaded, so that the initials stay if it fails', () => {
    fill({});
    const picture = element('user-picture');
    expect(picture.getAttribute('src')).toBe('https://pictures.example/ada.png');
    expect(picture.hidden).toBe(true);
    picture.dispatchEvent(new Event('load'));
    expect(picture.hidden).toBe(false);
  });

  it("is hidden if there is none, also after another user's picture", () => {
    fill({});
    element('user-picture').dispatchEvent(new Event('load'));
    fill({ picture: null });
    expect(element('user-picture').hasAttribute('src')).toBe(false);
    expect(element('user-picture').hidden).toBe(true);
  });
});

describe('formatMoment', () => {
  const now = new Date(2031, 1, 1, 12).getTime();

  it('returns a time for today', () => {
    expect(formatMoment(new Date(2031, 1, 1, 15, 5).getTime(), now, 'en-GB')).toBe('15:05');
  });

  it.each([
    ['of tomorrow', 2, /^Sun,? 2 Feb,? (at )?15:05$/],
    ['of yesterday', 0, /^Fri,? 31 Jan,? (at )?15:05$/],
  ])('returns a day and a time for %s', (_name, day, words) => {
    expect(formatMoment(new Date(2031, 1, day, 15, 5).getTime(), now, 'en-GB')).toMatch(words);
  });
});
