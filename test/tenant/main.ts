/** `npm run tenant`: the tenant alone, until Ctrl-C. */
import { parseArgs } from 'node:util';
import { SHOWCASE, startTenant, type Tenant } from './tenant.ts';

const DEFAULT_PORT = 4180;

const USAGE = `Usage: npm run tenant -- [--port N] [--origin ORIGIN]... [--callback URL]... [--logout URL]...

An origin is put into Allowed Web Origins and Allowed Origins (CORS). Lists can also come from the environment, separated by commas or spaces:
TENANT_ORIGINS, TENANT_CALLBACKS, TENANT_LOGOUTS; the port from TENANT_PORT.`;

function readCommandLine() {
  const { values } = parseArgs({
    options: {
      port: { type: 'string' },
      origin: { type: 'string', multiple: true, default: [] },
      callback: { type: 'string', multiple: true, default: [] },
      logout: { type: 'string', multiple: true, default: [] },
      help: { type: 'boolean', default: false },
    },
  });
  const origins = [...values.origin, ...readList('TENANT_ORIGINS')];
  return {
    help: values.help,
    port: readPort(values.port ?? process.env.TENANT_PORT),
    webOrigins: origins,
    allowedOrigins: origins,
    allowedCallbackUrls: [...values.callback, ...readList('TENANT_CALLBACKS')],
    allowedLogoutUrls: [...values.logout, ...readList('TENANT_LOGOUTS')],
  };
}

function readPort(text: string | undefined): number {
  if (text === undefined) return DEFAULT_PORT;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new Error(`The port is a whole number from 0 to 65535; got "${text}".`);
}

function readList(name: string): string[] {
  return (process.env[name] ?? '').split(/[\s,]+/).filter((entry) => entry !== '');
}

function describe(tenant: Tenant): string {
  return [
    `Local tenant  ${tenant.origin}/`,
    `AUTH0_DOMAIN=${tenant.domain}`,
    `AUTH0_CLIENT_ID=${tenant.clientId}`,
    tenant.description,
    'Ctrl-C ends it.',
  ].join('\n');
}

async function main(): Promise<void> {
  const { help, ...options } = readCommandLine();
  if (help) {
    console.log(USAGE);
    return;
  }
  const tenant = await startTenant({ ...SHOWCASE, ...options });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void tenant.close());
  console.log(describe(tenant));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
