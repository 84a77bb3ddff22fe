/** What the search for a browser needs to know of this machine. */
import {
  accessSync,
  closeSync,
  constants,
  openSync,
  readFileSync,
  readSync,
  realpathSync,
  statSync,
} from 'node:fs';
import { homedir } from 'node:os';

export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly isRoot: boolean;
  /** Where packages come from by apt-get; `other` everywhere else. */
  readonly distribution: 'debian' | 'ubuntu' | 'other';
  /** Whether this is a program that can be started with a profile of our own. */
  usable(path: string): boolean;
}

export function thisMachine(): Machine {
  return {
    platform: process.platform,
    env: process.env,
    home: homedir(),
    isRoot: process.getuid?.() === 0,
    distribution: process.platform === 'linux' ? readDistribution() : 'other',
    usable: (path) => isExecutable(path) && !isSnap(path),
  };
}

function readDistribution(): Machine['distribution'] {
  try {
    return distributionOf(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return 'other'; // Systems without the file have no apt-get either.
  }
}

/** Reads the contents of /etc/os-release. */
function distributionOf(osRelease: string): Machine['distribution'] {
  const id = /^ID="?([^"\n]*)"?$/m.exec(osRelease)?.[1];
  return id === 'debian' || id === 'ubuntu' ? id : 'other';
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/**
 * A browser inside a snap sees another /tmp than we do, so it can neither use our profile nor load our extension. Ubuntu's
 * packages of Chromium and Firefox are small scripts that start the snap.
 */
function isSnap(path: string): boolean {
  const target = realpathSync(path);
  if (target.startsWith('/snap/') || target === '/usr/bin/snap') return true;
  const beginning = readBeginning(target);
  return beginning.startsWith('#!') && beginning.includes('/snap/');
}

function readBeginning(path: string): string {
  const bytes = Buffer.alloc(4096);
  const file = openSync(path, 'r');
  try {
    return bytes.toString('latin1', 0, readSync(file, bytes));
  } finally {
    closeSync(file);
  }
}
