/** What `npm start` was asked for. */
import { parseArgs } from 'node:util';
import type { BrowserKind } from './find-browser.ts';

export const USAGE = `Usage: npm start -- [--browser=chromium|firefox] [--walkthrough]

  --browser       which browser to open; chromium when left out
  --walkthrough   walk the main job in a headless browser, with a screenshot of each step, and end;
                  this is also what happens where there is no display`;

export interface StartOptions {
  readonly browser: BrowserKind;
  /** `visit`: a browser that a person uses. `walkthrough`: a headless one that uses itself. `help`: neither. */
  readonly mode: 'visit' | 'walkthrough' | 'help';
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the arguments; throws one line where they cannot be read. */
export function parseStartOptions(
  args: readonly string[],
  platform: NodeJS.Platform,
  env: Environment,
): StartOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      browser: { type: 'string', default: 'chromium' },
      walkthrough: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const browser = parseBrowser(values.browser);
  if (values.help) return { browser, mode: 'help' };
  return { browser, mode: values.walkthrough || !hasDisplay(platform, env) ? 'walkthrough' : 'visit' };
}

/** Whether somebody could see a window that is opened here. */
function hasDisplay(platform: NodeJS.Platform, env: Environment): boolean {
  if (isSet(env.CI) && env.CI !== 'false' && env.CI !== '0') return false;
  if (platform === 'darwin' || platform === 'win32') return true;
  return isSet(env.DISPLAY) || isSet(env.WAYLAND_DISPLAY);
}

function parseBrowser(name: string): BrowserKind {
  if (name === 'chromium' || name === 'firefox') return name;
  throw new Error(`--browser is "${name}"; it is one of chromium, firefox: npm start -- --browser=firefox`);
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}
