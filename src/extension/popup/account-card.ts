import { callAt, displayName, displayText, initials, type Session } from 'latchkey/popup';
import { expectElement, insertElement } from '../shared/page.ts';
import { formatLocale, translate } from '../shared/translate.ts';
import { accountKind } from './account-kind.ts';

/**
 * Fills the card of the signed-in user: picture or initials, name, email, kind of account and end of the session. Returns a
 * function that stops its timer.
 */
export function fillAccountCard(session: Session): () => void {
  const { user } = session;
  const name = displayName(user) ?? translate('stateSignedIn');
  expectElement('user-name', HTMLElement).textContent = name;
  const email = expectElement('user-email', HTMLElement);
  email.textContent = displayText(user.email);
  // If Auth0 has no name, it uses the email address as the name, which is then shown only once.
  email.hidden = name === email.textContent;
  expectElement('user-initials', HTMLElement).textContent = initials(user);
  expectElement('user-kind', HTMLElement).textContent = accountKind(user.sub) ?? '';
  showPicture(user.picture);
  return showEnd(session);
}

/** Shows when the session ends, or that it is renewed. Returns a function that stops the timer. */
function showEnd({ expiresAt, renewAt }: Session): () => void {
  expectElement('user-ends', HTMLElement).hidden = renewAt !== null;
  expectElement('user-stays', HTMLElement).hidden = renewAt === null;
  const until = expectElement('user-until', HTMLTimeElement);
  until.dateTime = new Date(expiresAt).toISOString();
  until.textContent = formatTime(expiresAt, Date.now());
  expectElement('user-until-text', HTMLElement).replaceChildren(
    ...insertElement(until, (time) => translate('signedInUntil', { time })),
  );
  return renewAt === null ? showTimeLeft(expiresAt) : () => {};
}

/**
 * Shows the time left until `timestamp`, such as "in 42 minutes", and updates it when the text changes. Returns a function that
 * stops the updates.
 */
function showTimeLeft(timestamp: number): () => void {
  let cancel = () => {};
  const update = () => {
    const now = Date.now();
    expectElement('user-left', HTMLElement).textContent = formatDistance(timestamp, now, formatLocale());
    if (now < timestamp) cancel = callAt(distanceChangesAt(timestamp, now), update);
  };
  update();
  return () => cancel();
}

/** Shows the picture over the initials, which stay visible if there is no picture or if it doesn't load. */
function showPicture(address: string | null): void {
  const picture = expectElement('user-picture', HTMLImageElement);
  picture.hidden = true;
  picture.onload = () => {
    picture.hidden = false;
  };
  if (address === null) picture.removeAttribute('src');
  else picture.src = address;
}

/** Formats `timestamp`: the time if it is today, otherwise the day and the time. Both are Unix time in milliseconds. */
export function formatTime(timestamp: number, now: number, locale = formatLocale()): string {
  const isToday = new Date(timestamp).toDateString() === new Date(now).toDateString();
  return new Intl.DateTimeFormat(locale, {
    ...(isToday ? {} : { weekday: 'short', day: 'numeric', month: 'short' }),
    hour: 'numeric',
    minute: '2-digit',
  }).format(timestamp);
}

const DAY = ['day', 86_400_000] as const;

/** Units below a day: the length in milliseconds, and the largest count that is easy to understand. */
const UNITS = [
  ['second', 1_000, 119],
  ['minute', 60_000, 119],
  ['hour', 3_600_000, 47],
] as const;

/** Returns how far `timestamp` is from `now` (both Unix time in milliseconds): `3 minutes ago`, `in 2 hours`, `now`. */
export function formatDistance(timestamp: number, now: number, locale: string): string {
  const { count, unit } = measure(Math.abs(timestamp - now));
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  return format.format(timestamp < now ? -count : count, unit);
}

/** Returns when the result of `formatDistance` for a future `timestamp` changes. All are Unix time in milliseconds. */
export function distanceChangesAt(timestamp: number, now: number): number {
  const distance = timestamp - now;
  const { length, count } = measure(distance);
  const toSmallerUnits = UNITS.map(([, each, most]) => (most + 0.5) * each).filter((end) => end <= distance);
  return timestamp - Math.max((count - 0.5) * length, ...toSmallerUnits) + 1;
}

function measure(duration: number) {
  const [unit, length] = UNITS.find(([, each, most]) => Math.round(duration / each) <= most) ?? DAY;
  return { unit, length, count: Math.round(duration / length) };
}
