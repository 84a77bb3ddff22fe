import { describe, expect, it } from 'vitest';
import { ensureBrowser, usualPlaces } from './find-browser.ts';
import type { Installers } from './install-browser.ts';
import { distributionOf, type Machine } from './machine.ts';

const CANNOT = async (): Promise<never> => {
  throw new Error('no network\nand a stack');
};

/** A Linux machine on which exactly `programs` can be started. */
function machine(programs: readonly string[], differences: Partial<Machine> = {}): Machine {
  return {
    platform: 'linux',
    env: { PATH: '/usr/local/bin:/usr/bin' },
    home: '/home/ada',
    isRoot: false,
    distribution: 'other',
    usable: (path) => programs.includes(path),
    ...differences,
  };
}

function installers(differences: Partial<Installers> = {}): Installers {
  return { downloaded: async () => undefined, apt: CANNOT, download: CANNOT, ...differences };
}

describe('ensureBrowser', () => {
  it('takes the browser that the environment names before any other', async () => {
    const env = { PATH: '/usr/bin', LATCHKEY_CHROMIUM: '/opt/mine/chrome' };
    const here = machine(['/opt/mine/chrome', '/usr/bin/chromium'], { env });

    expect(await ensureBrowser('chromium', here, installers())).toBe('/opt/mine/chrome');
  });

  it('says in one line that the named browser cannot be started', async () => {
    const here = machine(['/usr/bin/firefox'], { env: { PATH: '/usr/bin', LATCHKEY_FIREFOX: '/nowhere' } });

    await expect(ensureBrowser('firefox', here, installers())).rejects.toThrow(
      'LATCHKEY_FIREFOX is "/nowhere", which cannot be started: set it to the path of Firefox, or unset it.',
    );
  });

  it('treats an empty variable as none', async () => {
    const here = machine(['/usr/bin/firefox'], { env: { PATH: '/usr/bin', LATCHKEY_FIREFOX: '' } });

    expect(await ensureBrowser('firefox', here, installers())).toBe('/usr/bin/firefox');
  });

  it('prefers Chromium to Chrome and Chrome to Edge, wherever on the PATH they lie', async () => {
    const edge = '/usr/local/bin/microsoft-edge';
    const chrome = '/usr/local/bin/google-chrome';
    const chromium = '/usr/bin/chromium';

    expect(await ensureBrowser('chromium', machine([edge, chrome, chromium]), installers())).toBe(chromium);
    expect(await ensureBrowser('chromium', machine([edge, chrome]), installers())).toBe(chrome);
    expect(await ensureBrowser('chromium', machine([edge]), installers())).toBe(edge);
  });

  it('uses an earlier download before it installs anything', async () => {
    const found = installers({ downloaded: async (kind) => `/cache/${kind}` });
    const here = machine([], { isRoot: true, distribution: 'debian' });

    expect(await ensureBrowser('firefox', here, found)).toBe('/cache/firefox');
  });

  it.each([
    ['chromium', 'chromium'],
    ['firefox', 'firefox-esr'],
  ] as const)('installs the package for %s as root on Debian', async (kind, packageName) => {
    const programs: string[] = [];
    const here = machine(programs, { isRoot: true, distribution: 'debian' });
    const apt = async (name: string): Promise<void> => {
      programs.push(`/usr/bin/${name}`);
    };

    expect(await ensureBrowser(kind, here, installers({ apt }))).toBe(`/usr/bin/${packageName}`);
  });

  it.each([
    ['as somebody else than root', { isRoot: false, distribution: 'debian' }],
    ['on Ubuntu, whose packages are snaps', { isRoot: true, distribution: 'ubuntu' }],
    ['on another system', { isRoot: true, distribution: 'other' }],
  ] as const)('downloads %s', async (_, differences) => {
    const download = async (): Promise<string> => '/cache/chrome';
    const here = machine([], differences);

    expect(await ensureBrowser('chromium', here, installers({ download }))).toBe('/cache/chrome');
  });

  it('downloads when apt-get fails', async () => {
    const download = async (): Promise<string> => '/cache/chrome';
    const here = machine([], { isRoot: true, distribution: 'debian' });

    expect(await ensureBrowser('chromium', here, installers({ download }))).toBe('/cache/chrome');
  });

  it('says in one line why nothing helped and what a person can do', async () => {
    await expect(ensureBrowser('chromium', machine([]), installers())).rejects.toThrow(
      'No Chromium, Chrome or Edge found, and installing one failed (no network): install it, or set LATCHKEY_CHROMIUM to its path.',
    );
  });
});

describe('usualPlaces', () => {
  it('looks into the applications of the system and of the user on macOS', () => {
    const places = usualPlaces('firefox', {
      platform: 'darwin',
      env: { PATH: '/usr/bin' },
      home: '/Users/ada',
    });

    expect(places).toContain('/usr/bin/firefox');
    expect(places).toContain('/Applications/Firefox.app/Contents/MacOS/firefox');
    expect(places).toContain('/Users/ada/Applications/Firefox.app/Contents/MacOS/firefox');
  });

  it('looks into the folders for programs on Windows', () => {
    const env = { ProgramFiles: 'C:\\Program Files', LOCALAPPDATA: 'C:\\Users\\ada\\AppData\\Local' };
    const places = usualPlaces('chromium', { platform: 'win32', env, home: 'C:\\Users\\ada' });

    expect(places).toContain('C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe');
    expect(places).toContain('C:\\Users\\ada\\AppData\\Local\\Google\\Chrome\\Application\\chrome.exe');
  });

  it('knows no place without a PATH', () => {
    expect(usualPlaces('chromium', { platform: 'linux', env: {}, home: '/' })).toEqual([]);
  });
});

describe('distributionOf', () => {
  it.each([
    ['PRETTY_NAME="Debian GNU/Linux 12"\nID=debian\n', 'debian'],
    ['NAME="Ubuntu"\nID=ubuntu\nID_LIKE=debian\n', 'ubuntu'],
    ['ID="fedora"\n', 'other'],
    ['', 'other'],
  ] as const)('reads %j as %s', (osRelease, distribution) => {
    expect(distributionOf(osRelease)).toBe(distribution);
  });
});
