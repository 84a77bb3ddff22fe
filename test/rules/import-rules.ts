/**
 * Which room of `src/` may import from which, and which room is the door to which foreign thing. The rules
 * are checked on a graph: for each module of `src/`, what it imports.
 */

/** What a module imports: paths from the project's root (`src/…`), or names of packages. */
export type ImportGraph = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Rooms that a room may import from, beside itself, or single files of them. Files that lie in `src/` itself are
 * rooms of their own.
 */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  locales: [],
  i18n: ['locales'],
  'errors.ts': ['i18n'],
  'base64url.ts': [],
  'foreign-text.ts': [],
  'read-text.ts': [],
  'config.ts': [],
  'locks.ts': [],
  'optional-api.ts': [],
  'timer.ts': [],
  'updater.ts': [],
  session: [],
  options: ['config.ts'],
  storage: [
    'base64url.ts',
    'options',
    'session',
    'errors.ts',
    'config.ts',
    'i18n',
    'locks.ts',
    'optional-api.ts',
  ],
  badge: ['session', 'errors.ts', 'config.ts', 'i18n', 'optional-api.ts'],
  menu: ['session', 'i18n', 'locales'],
  notification: ['session', 'i18n', 'sdk/storage/port.ts', 'optional-api.ts'],
  auth: [
    ...['base64url.ts', 'foreign-text.ts', 'locks.ts', 'optional-api.ts', 'read-text.ts'],
    ...['session', 'errors.ts', 'config.ts', 'i18n'],
  ],
  lock: ['foreign-text.ts', 'read-text.ts', 'auth', 'session', 'errors.ts', 'config.ts', 'i18n'],
  views: ['foreign-text.ts', 'timer.ts', 'session', 'errors.ts', 'i18n', 'locales'],
  // The colours of the look become variables of the stylesheets; the doctor reads a tenant as the extension does; an address
  // is printed for the dashboard.
  build: [
    ...[
      'errors.ts',
      'config.ts',
      'foreign-text.ts',
      'read-text.ts',
      'extension/branding.ts',
      'sdk/tenant/client-settings.ts',
    ],
    ...['sdk/tenant/check-tenant.ts', 'sdk/session/clock.ts'],
    ...['locales', 'sdk/settings/tenant.ts', 'sdk/settings/values.ts'],
  ],
  'messages.ts': ['auth', 'session', 'errors.ts', 'i18n', 'optional-api.ts'],
  proxy: ['auth', 'errors.ts', 'i18n'],
  'latchkey.ts': [
    ...['timer.ts', 'updater.ts', 'auth', 'session', 'storage'],
    ...['config.ts', 'errors.ts', 'i18n', 'messages.ts'],
  ],
  'background.ts': [
    ...['auth', 'badge', 'menu', 'notification', 'proxy', 'session', 'storage'],
    ...['updater.ts', 'config.ts', 'errors.ts', 'i18n', 'latchkey.ts', 'messages.ts', 'optional-api.ts'],
  ],
  'first-read.ts': ['sdk/storage/first-read.ts'],
  'sign-in-form.ts': ['lock', 'session', 'storage', 'config.ts', 'errors.ts', 'i18n'],
  'popup.ts': [
    ...['sdk/browser/blocked-cookies.ts', 'sdk/use-cases/missing-tenant.ts'],
    ...['sign-in-form.ts', 'timer.ts', 'updater.ts'],
    ...['session', 'storage', 'views', 'config.ts', 'errors.ts', 'i18n', 'messages.ts'],
  ],
  'choose-tenant.ts': [
    ...['auth', 'options', 'session', 'storage', 'views'],
    ...['config.ts', 'errors.ts', 'i18n', 'locks.ts', 'messages.ts'],
  ],
  'options.ts': [
    ...['choose-tenant.ts', 'updater.ts', 'auth', 'notification', 'options'],
    ...['session', 'storage', 'views', 'config.ts', 'errors.ts', 'i18n'],
  ],
  'diagnostics.ts': ['updater.ts', 'auth', 'session', 'storage', 'views', 'config.ts', 'errors.ts', 'i18n'],
};

/** Packages of which one room is the only door. */
const DOORS: Readonly<Record<string, string>> = {
  oauth4webapi: 'auth',
  'auth0-lock': 'lock',
  'auth0-js': 'lock',
  'react-dom': 'lock',
  lockr: 'storage',
};

/** Rooms that an entry, or what runs in web pages, must not reach, however far around. */
const MUST_NOT_REACH: Readonly<Record<string, readonly string[]>> = {
  'src/sdk/background.ts': ['lock', 'views'],
  'src/extension/popup/popup.ts': ['badge', 'menu', 'notification'],
  'src/extension/diagnostics/diagnostics.ts': ['badge', 'lock', 'menu', 'notification'],
  'src/extension/options/options.ts': ['badge', 'lock', 'menu'],
  'src/sdk/content.ts': ['auth', 'badge', 'lock', 'session', 'storage', 'views'],
};

/** Each breach of the rules, as a sentence. */
export function importBreaches(graph: ImportGraph): string[] {
  return [...directBreaches(graph), ...reachBreaches(graph)].sort();
}

function directBreaches(graph: ImportGraph): string[] {
  return edgesOf(graph).flatMap(([from, to]) => {
    const [importer, imported] = [roomOf(from), roomOf(to)];
    if (importer === undefined) return [];
    if (imported === undefined) {
      const door = DOORS[packageOf(to)];
      return door === undefined || door === importer
        ? []
        : [`${from} imports ${packageOf(to)}, whose door is ${door}`];
    }
    const allowed = MAY_IMPORT[importer];
    if (allowed === undefined) return [`${from} is in a room that has no rule`];
    const isAllowed = [imported, to.replace('src/', '')].some((name) => allowed.includes(name));
    return imported === importer || isAllowed ? [] : [`${from} imports ${to}`];
  });
}

function reachBreaches(graph: ImportGraph): string[] {
  return Object.entries(MUST_NOT_REACH).flatMap(([entry, rooms]) =>
    [...reachableFrom(entry, graph)]
      .filter((file) => rooms.includes(roomOf(file) ?? ''))
      .map((file) => `${entry} reaches ${file}`),
  );
}

/** All that `entry` imports, and what that imports, and so on. */
export function reachableFrom(entry: string, graph: ImportGraph): Set<string> {
  const reached = new Set<string>();
  const waiting = [entry];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    for (const next of graph.get(file) ?? []) {
      if (reached.has(next)) continue;
      reached.add(next);
      waiting.push(next);
    }
  }
  return reached;
}

function edgesOf(graph: ImportGraph): [string, string][] {
  return [...graph].flatMap(([from, imports]) => [...imports].map((to): [string, string] => [from, to]));
}

/** `session` for `src/sdk/session/status.ts`, `errors.ts` for `src/sdk/errors.ts`, nothing for a package. */
function roomOf(file: string): string | undefined {
  return /^src\/([^/]+)/.exec(file)?.[1];
}

/** `auth0-lock` for `auth0-lock/lib/index` and for `node_modules/auth0-lock/lib/index.js`. */
function packageOf(file: string): string {
  const name = file.replace(/^.*node_modules\//, '');
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
}

/** Words in a source that are a door to something foreign, and the rooms, or single files of them, that may have them. */
const WORDS: readonly { readonly word: RegExp; readonly rooms: readonly string[]; readonly what: string }[] =
  [
    { word: /\bbrowser\.storage\b/, rooms: ['storage'], what: 'browser.storage' },
    { word: /\bbrowser\.action\b/, rooms: ['badge'], what: 'browser.action' },
    { word: /\bbrowser\.contextMenus\b/, rooms: ['menu'], what: 'browser.contextMenus' },
    { word: /\bbrowser\.notifications\b/, rooms: ['notification'], what: 'browser.notifications' },
    { word: /\bbrowser\.alarms\b/, rooms: ['auth'], what: 'browser.alarms' },
    { word: /\bbrowser\.i18n\b/, rooms: [], what: 'browser.i18n' },
    { word: /\bbrowser\.identity\b/, rooms: ['auth'], what: 'browser.identity' },
    { word: /\bbrowser\.tabs\b/, rooms: ['auth'], what: 'browser.tabs' },
    { word: /\bbrowser\.declarativeNetRequest\b/, rooms: ['auth'], what: 'browser.declarativeNetRequest' },
    {
      word: /\bbrowser\.runtime\b/,
      rooms: ['messages.ts', 'background.ts', 'auth', 'notification', 'proxy'],
      what: 'browser.runtime',
    },
    { word: /\bbrowser\.permissions\b/, rooms: ['auth', 'notification'], what: 'browser.permissions' },
    { word: /\bbrowser\s*\[|[=(]\s*browser\s*[,;)]/, rooms: ['build'], what: 'browser as a whole' },
    { word: /\bchrome\s*(\.|\[|\?\.)/, rooms: ['i18n', 'sdk/storage/first-read.ts'], what: 'chrome' },
    { word: /\bconsole\.(log|info|debug)\b/, rooms: ['build'], what: 'console.log' },
    { word: /\beval\s*\(|\bnew\s+Function\b/, rooms: [], what: 'eval' },
    {
      word: /\b(innerHTML|outerHTML|insertAdjacentHTML)\b|\bdocument\.write\b/,
      rooms: [],
      what: 'HTML from text',
    },
    {
      word: /\b(localStorage|sessionStorage|indexedDB)\b/,
      rooms: ['storage'],
      what: "the page's own storage",
    },
    { word: /\bdocument\.cookie\b/, rooms: [], what: 'cookies' },
  ];

/** Each word of `source` that has no place in `file`, as a sentence. Comments and imports may say anything. */
export function wordBreaches(file: string, source: string): string[] {
  const code = withoutComments(source);
  const isAllowed = (room: string) => file === `src/${room}` || file.startsWith(`src/${room}/`);
  return WORDS.filter(({ word, rooms }) => word.test(code) && !rooms.some(isAllowed)).map(
    ({ what }) => `${file} says ${what}`,
  );
}

/** The modules that a source names, those of which it imports types alone among them, as they are written. */
export function specifiersOf(source: string): string[] {
  const code = withoutComments(source);
  const named = code.matchAll(/\b(?:import|export)\b[^'"`;()]*?\bfrom\s*['"]([^'"]+)['"]/g);
  const bare = code.matchAll(/\bimport\s*\(?\s*['"]([^'"]+)['"]/g);
  return [...named, ...bare].map(([, specifier = '']) => specifier);
}

/** The source without its comments. A `//` right after a colon is part of an address. */
function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`\\])\/\/.*$/gm, '$1');
}
