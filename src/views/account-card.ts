import { spokenLanguage } from '../i18n/spoken-language.ts';
import { translate } from '../i18n/translate.ts';
import type { Session, User } from '../session/session.ts';
import { atMoment } from '../timer.ts';
import { accountKind } from './account-kind.ts';
import { distanceChangesAt, distanceInWords } from './durations.ts';
import { expectElement } from './elements.ts';
import { around } from './page-words.ts';

/** Fills the signed-in card: picture or initials, name, e-mail, kind of account, until when. Gives what stops its clock. */
export function fillAccountCard(session: Session): () => void {
  const { user } = session;
  const name = user.name ?? user.email ?? translate('stateSignedIn');
  expectElement('user-name', HTMLElement).textContent = name;
  const email = expectElement('user-email', HTMLElement);
  email.textContent = user.email ?? '';
  // Auth0 calls people by their address where it knows no name: once is enough.
  email.hidden = name === user.email;
  expectElement('user-initials', HTMLElement).textContent = initials(user);
  expectElement('user-kind', HTMLElement).textContent = accountKind(user.sub) ?? '';
  showPicture(user.picture);
  return showEnd(session);
}

/** A session that renews itself has no end that could be told. */
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

/** "in 42 minutes", and other words as soon as these are not true any more. Gives the undo. */
function tellTimeLeft(moment: number): () => void {
  let cancel = () => {};
  const tell = () => {
    const now = Date.now();
    expectElement('user-left', HTMLElement).textContent = distanceInWords(
      moment,
      now,
      spokenLanguage().locale,
    );
    if (now < moment) cancel = atMoment(distanceChangesAt(moment, now), tell);
  };
  tell();
  return () => cancel();
}

/** The picture covers the initials, so these stay when there is none or it does not load. */
function showPicture(address: string | null): void {
  const picture = expectElement('user-picture', HTMLImageElement);
  picture.hidden = true;
  picture.onload = () => {
    picture.hidden = false;
  };
  if (address === null) picture.removeAttribute('src');
  else picture.src = address;
}

/** Up to two letters: of the first and the last word of the name, or one of the e-mail address, which a name may be too. */
export function initials(user: Pick<User, 'name' | 'email'>): string {
  const shown = user.name ?? user.email ?? '';
  const words = shown.split(/[\s@]+/).filter(Boolean);
  const ends = shown.includes('@')
    ? words.slice(0, 1)
    : [words.at(0), words.length > 1 ? words.at(-1) : undefined];
  return ends
    .flatMap((word) => (word === undefined ? [] : (Array.from(word)[0] ?? '')))
    .join('')
    .toLocaleUpperCase();
}

/** A moment as a person says it, both in milliseconds: the time of today, else the day and the time. */
export function formatMoment(moment: number, now: number, locale = spokenLanguage().locale): string {
  const sameDay = new Date(moment).toDateString() === new Date(now).toDateString();
  return new Intl.DateTimeFormat(locale, {
    ...(sameDay ? {} : { weekday: 'short', day: 'numeric', month: 'short' }),
    hour: 'numeric',
    minute: '2-digit',
  }).format(moment);
}
