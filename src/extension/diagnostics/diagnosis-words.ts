import type { MessageName } from '../../sdk/locales/catalogue.ts';
import type { Language, Translate } from '../../sdk/locales/language.ts';
import type { SessionEnd } from '../../sdk/session/session-end.ts';
import { CLOCK_TOLERANCE } from '../../sdk/session/timestamp.ts';
import { isServerError } from '../../sdk/tenant/read-text.ts';
import { durationInWords, millisecondsInWords } from '../popup/durations.ts';
import type { BuildFacts, ConnectionFact, Diagnosis, ManagedValue, PermissionFact } from './diagnosis.ts';
import { type EventWords, eventInWords } from './event-words.ts';

/** One line of a section: a name, and what there is to say of it. */
export interface Fact {
  readonly name: string;
  readonly words?: string;
  /** Taken letter by letter: a value to compare, or to paste elsewhere. */
  readonly code?: string;
  /** Milliseconds since 1970. */
  readonly moment?: number;
  /** What it is for. */
  readonly note?: string;
  /** What a person can do about it. */
  readonly advice?: string;
  readonly tone?: 'good' | 'trouble';
}

/** An event in words, and when it happened: see `JournalEntry`. */
export interface EventLine extends EventWords {
  readonly at: number;
  readonly since: number;
  readonly times: number;
}

/** What the page says, whatever it is written into: the page's own elements, or a bug report. */
export interface Description {
  /** The extension's. */
  readonly name: string;
  readonly at: number;
  readonly state: readonly Fact[];
  /** The latest first; `null` where they could not be read. */
  readonly events: readonly EventLine[] | null;
  readonly configuration: readonly Fact[];
  readonly permissions: readonly Fact[];
  readonly connection: readonly Fact[];
}

/** The difference that the way there and back may make. */
const CLOCK_NOISE = 5_000;

/** Puts a diagnosis into words of a language. */
export function describe(diagnosis: Diagnosis, language: Language): Description {
  const { translate } = language;
  const events = diagnosis.events?.map(({ event, ...when }) => ({
    ...eventInWords(event, translate),
    ...when,
  }));
  const latestFirst = events?.reverse() ?? null;
  return {
    name: diagnosis.build.name,
    at: diagnosis.at,
    state: [...stateFacts(diagnosis, translate), lastTrouble(latestFirst, diagnosis.state, translate)],
    events: latestFirst,
    configuration: configurationFacts(diagnosis.build, translate),
    permissions: diagnosis.permissions.map((permission) => permissionFact(permission, translate)),
    connection: connectionFacts(diagnosis, language),
  };
}

function stateFacts({ state, build }: Diagnosis, translate: Translate): Fact[] {
  const name = translate('status');
  switch (state.kind) {
    case 'signed-out':
      return [{ name, words: translate('stateSignedOut') }];
    case 'unreadable':
      return [
        { name, words: translate('statusUnreadable'), tone: 'trouble', advice: translate('adviceRestart') },
      ];
    case 'expired':
      return [
        {
          name,
          words: translate(ENDS[state.end ?? 'ended']),
          tone: 'trouble',
          advice: translate('adviceSignIn'),
        },
        // The tenant's refusal has a time among the events alone.
        ...(state.end === null ? [{ name: translate('ended'), moment: state.since }] : []),
      ];
    case 'signed-in':
      return [
        { name, words: translate('stateSignedIn'), tone: 'good' },
        ...lifeFacts(state, build.scope, translate),
        { name: translate('grantedScope'), code: state.scope },
      ];
  }
}

type SignedIn = Extract<Diagnosis['state'], { kind: 'signed-in' }>;

const ENDS = {
  ended: 'statusExpired',
  'sign-in-required': 'statusSignInRequired',
  'step-required': 'statusStepRequired',
  'settings-changed': 'statusSettingsChanged',
} as const satisfies Readonly<Record<SessionEnd, MessageName>>;

function lifeFacts({ until, renewal }: SignedIn, scope: string, translate: Translate): Fact[] {
  if (renewal === null) {
    return [
      { name: translate('until'), moment: until },
      {
        name: translate('nextRenewal'),
        words: translate('nextRenewalNone'),
        ...(isRefreshTokenRequested(scope)
          ? { tone: 'trouble', advice: translate('adviceRefreshTokenMissing') }
          : { advice: translate('adviceRefreshToken') }),
      },
    ];
  }
  const { at, failures } = renewal;
  return [
    { name: translate('until'), words: translate('untilLogOut') },
    { name: translate('accessTokenEnds'), moment: until },
    {
      name: translate('nextRenewal'),
      ...(failures === 0
        ? {}
        : { words: translate('failedAttempts', { count: String(failures) }), tone: 'trouble' }),
      moment: at,
    },
  ];
}

/** OpenID Connect Core 11. */
function isRefreshTokenRequested(scope: string): boolean {
  return scope.split(' ').includes('offline_access');
}

/** Whoever is signed in has it behind them. */
function lastTrouble(
  events: readonly EventLine[] | null,
  state: Diagnosis['state'],
  translate: Translate,
): Fact {
  const name = translate('lastTrouble');
  const last = events?.find(({ isTrouble }) => isTrouble);
  if (last === undefined) return { name, words: translate('lastTroubleNone') };
  return {
    name,
    words: last.words,
    moment: last.at,
    ...(last.code === null ? {} : { code: last.code }),
    ...(state.kind === 'signed-in' ? {} : { tone: 'trouble' }),
  };
}

function configurationFacts(build: BuildFacts, translate: Translate): Fact[] {
  const none = translate('none');
  const by = (name: ManagedValue) => (build.managed.includes(name) ? { note: translate('managed') } : {});
  return [
    ...ignoredFacts(build.ignored, translate),
    { name: build.name, words: build.version },
    { name: translate('browser'), words: browserInWords(build.userAgent, translate) },
    { ...listed(translate('domain'), given(build.domain), none), ...by('domain') },
    { ...listed(translate('clientId'), given(build.clientId), none), ...by('clientId') },
    { name: translate('scope'), code: build.scope },
    listed(translate('audience'), build.audience === null ? [] : [build.audience], none),
    listed(translate('apiOrigins'), build.apiOrigins, none),
    {
      ...listed(translate('connections'), build.connections, translate('connectionsAll')),
      ...by('connections'),
    },
    {
      ...listed(translate('organization'), build.organization === null ? [] : [build.organization], none),
      ...by('organization'),
    },
    {
      name: translate('logIn'),
      code: build.login,
      words: translate(LOG_IN[build.login]),
      ...(build.organization === null ? {} : { note: translate('hostedForOrganization') }),
    },
    {
      name: translate('logOut'),
      code: build.logout,
      words: translate(LOG_OUT[build.logout]),
      ...by('logout'),
    },
    {
      name: translate('silentSignIn'),
      words: translate(build.silent ? 'silentSignInOn' : 'off'),
      ...by('silent'),
    },
    { name: translate('storage'), code: build.storage, words: translate(STORAGE[build.storage]) },
    {
      name: translate('redirectAddress'),
      code: build.redirectUrl,
      note: translate('redirectAddressUse'),
    },
    { name: translate('origin'), code: build.origin, note: translate('originUse') },
  ];
}

/** Names alone: what stands there could be anything. */
function ignoredFacts(names: readonly ManagedValue[], translate: Translate): Fact[] {
  if (names.length === 0) return [];
  const advice = translate('adviceManaged');
  return [{ name: translate('managedIgnored'), code: names.join(' '), tone: 'trouble', advice }];
}

const LOG_IN = {
  embedded: 'logInEmbedded',
  passwordless: 'logInPasswordless',
  hosted: 'logInHosted',
} as const;

const LOG_OUT = {
  local: 'logOutLocal',
  tenant: 'logOutTenant',
  federated: 'logOutFederated',
} as const;

const STORAGE = {
  local: 'storageLocal',
  session: 'storageSession',
} as const;

/** None where no tenant is chosen yet. */
function given(value: string): readonly string[] {
  return value === '' ? [] : [value];
}

function listed(name: string, values: readonly string[], none: string): Fact {
  return values.length === 0 ? { name, words: none } : { name, code: values.join(' ') };
}

function permissionFact({ kind, name, isGranted }: PermissionFact, translate: Translate): Fact {
  if (isGranted) return { name, words: translate('granted'), tone: 'good' };
  return {
    name,
    words: translate('notGranted'),
    tone: 'trouble',
    advice: translate(kind === 'host' ? 'adviceAllowHost' : 'adviceInstallAgain'),
  };
}

function connectionFacts({ build, connection, permissions }: Diagnosis, language: Language): Fact[] {
  const { translate, locale } = language;
  const tenant: Fact = { name: translate('address'), code: build.tenant };
  const name = translate('answer');
  if (connection === null) return [tenant, { name, words: translate('answerAwaited') }];
  switch (connection.kind) {
    case 'no-tenant':
      return [{ name, words: translate('tenantNotChosen'), tone: 'trouble' }];
    case 'unreachable': {
      const isAllowed = permissions.every(({ kind, isGranted }) => kind === 'api' || isGranted);
      const words = connection.isLate
        ? translate('answerLate', { duration: durationInWords(connection.took, locale) })
        : translate('answerNone', { duration: millisecondsInWords(connection.took, locale) });
      const advice = translate(isAllowed ? 'adviceConnection' : 'adviceHostPermission');
      return [tenant, { name, words, tone: 'trouble', advice }];
    }
    case 'answered':
      return [
        tenant,
        { name, ...answerFact(connection, language) },
        clockFact(connection.clockAhead, language),
      ];
  }
}

type Answered = Extract<ConnectionFact, { kind: 'answered' }>;

function answerFact(
  { status, isKeySet, took }: Answered,
  { translate, locale }: Language,
): Omit<Fact, 'name'> {
  const values = { status: String(status), duration: millisecondsInWords(took, locale) };
  const words = translate('answerStatus', values);
  if (isServerError(status)) {
    return { words, tone: 'trouble', advice: translate('adviceTenantFailed') };
  }
  // A tenant refuses no request for its key set: a refusal other than 404 comes from something in between.
  if (status === 404) return { words, tone: 'trouble', advice: translate('adviceNoTenant') };
  if (status < 400 && isKeySet) return { words, tone: 'good' };
  return { words: translate('answerForeign', values), tone: 'trouble', advice: translate('adviceProxy') };
}

function clockFact(ahead: number | null, { translate, locale }: Language): Fact {
  const name = translate('clock');
  if (ahead === null) return { name, words: translate('clockUnknown') };
  if (Math.abs(ahead) < CLOCK_NOISE) return { name, words: translate('clockAgrees'), tone: 'good' };
  const duration = durationInWords(Math.abs(ahead), locale);
  const words = translate(ahead > 0 ? 'clockAhead' : 'clockBehind', { duration });
  if (Math.abs(ahead) <= CLOCK_TOLERANCE * 1000) return { name, words, tone: 'good' };
  return { name, words, tone: 'trouble', advice: translate('adviceClock') };
}

const BROWSERS: readonly (readonly [name: string, version: RegExp])[] = [
  ['Edge', /\bEdg\/(\d+)/],
  ['Opera', /\bOPR\/(\d+)/],
  ['Firefox', /\bFirefox\/(\d+)/],
  ['Chrome/Chromium', /Chrome\/(\d+)/],
];

const SYSTEMS: readonly (readonly [name: string, words: RegExp])[] = [
  ['Android', /Android/],
  ['Windows', /Windows/],
  ['macOS', /Mac OS X/],
  ['ChromeOS', /CrOS/],
  ['Linux', /Linux/],
];

/** `Firefox 153 on Linux`: as much of `navigator.userAgent` as a bug report needs. */
export function browserInWords(userAgent: string, translate: Translate): string {
  const found = BROWSERS.flatMap(([name, version]) => {
    const number = version.exec(userAgent)?.[1];
    return number === undefined ? [] : [`${name} ${number}`];
  });
  const system = SYSTEMS.find(([, words]) => words.test(userAgent))?.[0];
  const browser = found[0] ?? translate('browserUnknown');
  return system === undefined ? browser : translate('browserOnSystem', { browser, system });
}
