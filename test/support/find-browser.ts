/** The executable of a browser: one that is installed, else one that gets installed, else one line that says how. */
import { posix, win32 } from 'node:path';
import { type Installers, realInstallers } from './install-browser.ts';
import { type Machine, thisMachine } from './machine.ts';

export type BrowserKind = 'chromium' | 'firefox';

/** How a person would get the browser, and the variable that names one. */
const ABOUT = {
  chromium: { variable: 'LATCHKEY_CHROMIUM', products: 'Chromium, Chrome or Edge' },
  firefox: { variable: 'LATCHKEY_FIREFOX', products: 'Firefox' },
} as const satisfies Record<BrowserKind, { variable: string; products: string }>;

/** Names on the PATH, the best first. */
const NAMES = {
  chromium: [
    'chromium',
    'chromium-browser',
    'google-chrome-stable',
    'google-chrome',
    'microsoft-edge-stable',
    'microsoft-edge',
  ],
  firefox: ['firefox', 'firefox-esr', 'firefox-developer-edition', 'firefox-nightly'],
} as const satisfies Record<BrowserKind, readonly string[]>;

/** Inside /Applications, the system's and the user's. */
const MAC_APPLICATIONS = {
  chromium: [
    'Chromium.app/Contents/MacOS/Chromium',
    'Google Chrome.app/Contents/MacOS/Google Chrome',
    'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  firefox: [
    'Firefox.app/Contents/MacOS/firefox',
    'Firefox Developer Edition.app/Contents/MacOS/firefox',
    'Firefox Nightly.app/Contents/MacOS/firefox',
  ],
} as const satisfies Record<BrowserKind, readonly string[]>;

/** Inside the folders for programs. */
const WINDOWS_PROGRAMS = {
  chromium: [
    'Chromium\\Application\\chrome.exe',
    'Google\\Chrome\\Application\\chrome.exe',
    'Microsoft\\Edge\\Application\\msedge.exe',
  ],
  firefox: [
    'Mozilla Firefox\\firefox.exe',
    'Firefox Developer Edition\\firefox.exe',
    'Firefox Nightly\\firefox.exe',
  ],
} as const satisfies Record<BrowserKind, readonly string[]>;

/**
 * The path of a browser that can be started. Looks for an installed one first; installs one where there is none, by
 * apt-get as root on Debian, else by a download into the user's cache folder; throws one line where that fails too.
 */
export async function ensureBrowser(
  kind: BrowserKind,
  machine: Machine = thisMachine(),
  installers: Installers = realInstallers(machine),
): Promise<string> {
  const named = namedInEnvironment(kind, machine);
  if (named !== undefined) return named;
  const found = findInstalled(kind, machine) ?? (await installers.downloaded(kind));
  if (found !== undefined) return found;

  const failures: string[] = [];
  if (machine.isRoot && machine.distribution === 'debian') {
    try {
      await installers.apt(kind === 'chromium' ? 'chromium' : 'firefox-esr');
      const installed = findInstalled(kind, machine);
      if (installed !== undefined) return installed;
    } catch (error) {
      failures.push(reason(error));
    }
  }
  try {
    return await installers.download(kind);
  } catch (error) {
    failures.push(reason(error));
  }
  const { products, variable } = ABOUT[kind];
  throw new Error(
    `No ${products} found, and installing one failed (${failures.join('; ')}): install it, or set ${variable} to its path.`,
  );
}

/** Where the browser may lie on this machine, the best place first. */
function usualPlaces(kind: BrowserKind, machine: Pick<Machine, 'platform' | 'env' | 'home'>): string[] {
  const { platform, env, home } = machine;
  if (platform === 'win32') {
    const roots = [env.ProgramFiles, env['ProgramFiles(x86)'], env.LOCALAPPDATA].filter(
      (root) => root !== undefined,
    );
    return roots.flatMap((root) => WINDOWS_PROGRAMS[kind].map((program) => win32.join(root, program)));
  }
  const folders = (env.PATH ?? '').split(':').filter((folder) => folder !== '');
  const onPath = NAMES[kind].flatMap((name) => folders.map((folder) => posix.join(folder, name)));
  if (platform !== 'darwin') return onPath;
  const applications = ['/Applications', posix.join(home, 'Applications')];
  return [
    ...onPath,
    ...applications.flatMap((root) => MAC_APPLICATIONS[kind].map((program) => posix.join(root, program))),
  ];
}

function findInstalled(kind: BrowserKind, machine: Machine): string | undefined {
  return usualPlaces(kind, machine).find((path) => machine.usable(path));
}

function namedInEnvironment(kind: BrowserKind, machine: Machine): string | undefined {
  const { variable, products } = ABOUT[kind];
  const path = machine.env[variable];
  if (path === undefined || path === '') return undefined;
  if (!machine.usable(path)) {
    throw new Error(
      `${variable} is "${path}", which cannot be started: set it to the path of ${products}, or unset it.`,
    );
  }
  return path;
}

function reason(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n', 1)[0] ?? text;
}
