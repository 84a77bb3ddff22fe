import { callAt, displayName, displayText, initials, type Session } from 'latchkey/popup';
import { expectElement } from '../shared/elements.ts';
import { around } from '../shared/page-messages.ts';
import { formatLocale, translate } from '../shared/translate.ts';
import { accountKind } from './account-kind.ts';
import { distanceChangesAt, formatDistance } from './durations.ts';

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
  until.textContent = formatMoment(expiresAt, Date.now());
  expectElement('user-until-words', HTMLElement).replaceChildren(
    ...around(until, (moment) => translate('signedInUntil', { moment })),
  );
  return renewAt === null ? tellTimeLeft(expiresAt) : () => {};
}

/**
 * Shows the time left until `moment` (Unix time in milliseconds), such as "in 42 minutes", and updates it when the text changes.
 * Returns a function that stops the updates.
 */
function tellTimeLeft(moment: number): () => void {
  let cancel = () => {};
  const tell = () => {
    const now = Date.now();
    expectElement('user-left', HTMLElement).textContent = formatDistance(moment, now, formatLocale());
    if (now < moment) cancel = callAt(distanceChangesAt(moment, now), tell);
  };
  tell();
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

/** Formats `moment`: the time if it is today, otherwise the day and the time. Both are Unix time in milliseconds. */
export function formatMoment(moment: number, now: number, locale = formatLocale()): string {
  const sameDay = new Date(moment).toDateString() === new Date(now).toDateString();
  return new Intl.DateTimeFormat(locale, {
    ...(sameDay ? {} : { weekday: 'short', day: 'numeric', month: 'short' }),
    hour: 'numeric',
    minute: '2-digit',
  }).format(moment);
}
