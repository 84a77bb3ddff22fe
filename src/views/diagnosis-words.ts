import type { BuildFacts, ConnectionFact, Diagnosis, PermissionFact } from './diagnosis.ts';
import { durationInWords } from './durations.ts';
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

/** The difference of the clocks (milliseconds) from which on ID tokens are refused; `auth/` tolerates as much. */
const CLOCK_TOLERANCE = 60_000;

/** The difference that the way there and back may make. */
const CLOCK_NOISE = 5_000;

/** Puts a diagnosis into words. */
export function describe(diagnosis: Diagnosis): Description {
  const events = diagnosis.events?.map(({ event, ...when }) => ({ ...eventInWords(event), ...when }));
  const latestFirst = events?.reverse() ?? null;
  return {
    name: diagnosis.build.name,
    at: diagnosis.at,
    state: [...stateFacts(diagnosis.state), lastTrouble(latestFirst, diagnosis.state)],
    events: latestFirst,
    configuration: configurationFacts(diagnosis.build),
    permissions: diagnosis.permissions.map(permissionFact),
    connection: connectionFacts(diagnosis),
  };
}

function stateFacts(state: Diagnosis['state']): Fact[] {
  switch (state.kind) {
    case 'signed-out':
      return [{ name: 'Status', words: 'Signed out' }];
    case 'unreadable':
      return [
        {
          name: 'Status',
          words: 'The browser could not read the session',
          tone: 'trouble',
          advice: 'Check again; if it stays, restart the browser.',
        },
      ];
    case 'expired':
      return [
        {
          name: 'Status',
          words: 'The session has ended',
          tone: 'trouble',
          advice: 'Sign in again in the popup.',
        },
        { name: 'Ended', moment: state.since },
      ];
    case 'signed-in':
      return [
        { name: 'Status', words: 'Signed in', tone: 'good' },
        ...lifeFacts(state),
        { name: 'Granted scope', code: state.scope },
      ];
  }
}

function lifeFacts({ until, renewal }: Extract<Diagnosis['state'], { kind: 'signed-in' }>): Fact[] {
  if (renewal === null) {
    return [
      { name: 'Until', moment: until },
      {
        name: 'Next renewal',
        words: 'None: the tenant gave no refresh token',
        advice:
          'To have sessions renewed, the scope needs offline_access and the application the grant Refresh Token.',
      },
    ];
  }
  const { at, failures } = renewal;
  return [
    { name: 'Until', words: 'You log out, or the tenant ends it' },
    { name: 'Access token ends', moment: until },
    {
      name: 'Next renewal',
      ...(failures === 0 ? {} : { words: `After ${counted(failures, 'failed attempt')}`, tone: 'trouble' }),
      moment: at,
    },
  ];
}

/** Whoever is signed in has it behind them. */
function lastTrouble(events: readonly EventLine[] | null, state: Diagnosis['state']): Fact {
  const last = events?.find(({ isTrouble }) => isTrouble);
  if (last === undefined) return { name: 'Last trouble', words: 'None that is remembered' };
  return {
    name: 'Last trouble',
    words: last.words,
    moment: last.at,
    ...(last.code === null ? {} : { code: last.code }),
    ...(state.kind === 'signed-in' ? {} : { tone: 'trouble' }),
  };
}

function configurationFacts(build: BuildFacts): Fact[] {
  return [
    { name: build.name, words: build.version },
    { name: 'Browser', words: browserInWords(build.userAgent) },
    { name: 'Domain', code: build.domain },
    { name: 'Client id', code: build.clientId },
    { name: 'Scope', code: build.scope },
    build.audience === null
      ? { name: 'Audience', words: 'None' }
      : { name: 'Audience', code: build.audience },
    listed('API origins', build.apiOrigins, 'None'),
    listed('Connections', build.connections, "All of the application's"),
    build.organization === null
      ? { name: 'Organization', words: 'None' }
      : { name: 'Organization', code: build.organization },
    { name: 'Log in', code: build.login, words: LOGIN_WORDS[build.login] },
    { name: 'Log out', code: build.logout, words: LOGOUT_WORDS[build.logout] },
    {
      name: 'Silent sign-in',
      words: build.silent ? 'On: where the browser has a session with the tenant' : 'Off',
    },
    { name: 'Storage', code: build.storage, words: STORAGE_WORDS[build.storage] },
    {
      name: 'Redirect address',
      code: build.redirectUrl,
      note: "For the application's Allowed Callback URLs and Allowed Logout URLs",
    },
    { name: 'Origin', code: build.origin, note: "For the application's Allowed Origins (CORS)" },
  ];
}

const LOGIN_WORDS = {
  embedded: 'Lock, in the popup',
  passwordless: 'Lock, with a code by e-mail or SMS',
  hosted: "The tenant's own page, in a window",
} as const;

const LOGOUT_WORDS = {
  local: 'Ends the session of this extension alone',
  tenant: "Ends the tenant's session too",
  federated: "Ends the tenant's session and the identity provider's too",
} as const;

const STORAGE_WORDS = {
  local: 'On disk',
  session: 'In memory, until the browser closes',
} as const;

function listed(name: string, values: readonly string[], none: string): Fact {
  return values.length === 0 ? { name, words: none } : { name, code: values.join(' ') };
}

function permissionFact({ kind, name, isGranted }: PermissionFact): Fact {
  if (isGranted) return { name, words: 'Granted', tone: 'good' };
  return {
    name,
    words: 'Not granted',
    tone: 'trouble',
    advice:
      kind === 'host'
        ? "Allow it in the browser's settings for this extension, under permissions or site access. Then check again."
        : 'Install the extension again. If it stays, the browser may be too old, or its administrator forbids it.',
  };
}

function connectionFacts({ build, connection, permissions }: Diagnosis): Fact[] {
  const tenant: Fact = { name: 'Address', code: build.tenant };
  if (connection === null) return [tenant, { name: 'Answer', words: 'Asking…' }];
  switch (connection.kind) {
    case 'unreachable': {
      const isAllowed = permissions.every(({ kind, isGranted }) => kind === 'api' || isGranted);
      const words = connection.isLate
        ? `None within ${durationInWords(connection.took)}`
        : `None: it could not be reached (${milliseconds(connection.took)})`;
      const advice = isAllowed
        ? 'Check your connection, and whether a firewall, a VPN or a blocker stands between. Then check again.'
        : 'This extension may not reach every host that it needs: see Permissions.';
      return [tenant, { name: 'Answer', words, tone: 'trouble', advice }];
    }
    case 'answered':
      return [tenant, answerFact(connection), clockFact(connection.clockAhead)];
  }
}

type Answered = Extract<ConnectionFact, { kind: 'answered' }>;

function answerFact({ status, isKeySet, took }: Answered): Fact {
  const words = `Status ${status}, in ${milliseconds(took)}`;
  if (status >= 500 || status === 429) {
    const advice = 'The tenant is having trouble. Check again in a minute.';
    return { name: 'Answer', words, tone: 'trouble', advice };
  }
  if (status >= 400) {
    const advice = 'This is no address of a tenant. If you build this extension, check AUTH0_DOMAIN.';
    return { name: 'Answer', words, tone: 'trouble', advice };
  }
  if (isKeySet) return { name: 'Answer', words, tone: 'good' };
  return {
    name: 'Answer',
    words: `${words}, but not the tenant's own`,
    tone: 'trouble',
    advice:
      'The network may want a sign-in of its own, or a proxy stands between. Open any page in a tab, then check again.',
  };
}

function clockFact(ahead: number | null): Fact {
  const name = 'Clock';
  if (ahead === null) return { name, words: 'The answer tells no time to compare with' };
  if (Math.abs(ahead) < CLOCK_NOISE)
    return { name, words: "This computer's clock agrees with the tenant's", tone: 'good' };
  const way = ahead > 0 ? 'ahead of' : 'behind';
  const words = `This computer's clock is ${durationInWords(Math.abs(ahead))} ${way} the tenant's`;
  if (Math.abs(ahead) <= CLOCK_TOLERANCE) return { name, words, tone: 'good' };
  return {
    name,
    words,
    tone: 'trouble',
    advice:
      "Signing in may fail for that. Have the system set this computer's clock by itself, and its time zone right. Then check again.",
  };
}

const BROWSERS: readonly (readonly [name: string, version: RegExp])[] = [
  ['Edge', /\bEdg\/(\d+)/],
  ['Opera', /\bOPR\/(\d+)/],
  ['Firefox', /\bFirefox\/(\d+)/],
  ['Chrome or Chromium', /Chrome\/(\d+)/],
];

const SYSTEMS: readonly (readonly [name: string, words: RegExp])[] = [
  ['Android', /Android/],
  ['Windows', /Windows/],
  ['macOS', /Mac OS X/],
  ['ChromeOS', /CrOS/],
  ['Linux', /Linux/],
];

/** `Firefox 153 on Linux`: as much of `navigator.userAgent` as a bug report needs. */
export function browserInWords(userAgent: string): string {
  const found = BROWSERS.flatMap(([name, version]) => {
    const number = version.exec(userAgent)?.[1];
    return number === undefined ? [] : [`${name} ${number}`];
  });
  const system = SYSTEMS.find(([, words]) => words.test(userAgent))?.[0];
  return `${found[0] ?? 'Unknown'}${system === undefined ? '' : ` on ${system}`}`;
}

function milliseconds(duration: number): string {
  return `${Math.round(duration)} ms`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
