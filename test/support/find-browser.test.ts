import { describe, expect, it } from 'vitest';
import { ensureBrowser } from './find-browser.ts';
import type { Installers } from './install-browser.ts';
import type { Machine } from './machine.ts';

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

  it('prefers Chromium to Chrome and Chrome to Edge, wherever on the PATH they lie', async () => {
    const edge = '/usr/local/bin/microsoft-edge';
    const chrome = '/usr/local/bin/google-chrome';
    const chromium = '/usr/bin/chromium';

    expect(await ensureBrowser('chromium', machine([edge, chrome, chromium]), installers())).toBe(chromium);
    expect(await ensureBrowser('chromium', machine([edge, chrome]), installers())).toBe(chrome);
    expect(await ensureBrowser('chromium', machine([edge]), installers())).toBe(edge);
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

  it('says in one line why nothing helped and what a person can do', async () => {
    await expect(ensureBrowser('chromium', machine([]), installers())).rejects.toThrow(
      'No Chromium, Chrome or Edge found, and installing one failed (no network): install it, or set LATCHKEY_CHROMIUM to its path.',
    );
  });
});
