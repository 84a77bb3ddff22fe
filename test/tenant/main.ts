/** `npm run tenant`: the tenant alone, until Ctrl-C. */
import { parseArgs } from 'node:util';
import { SHOWCASE, startTenant, type Tenant } from './tenant.ts';

const USAGE = `Usage: npm run tenant -- [--port N] [--origin ORIGIN]... [--callback URL]... [--logout URL]...

An origin is put into Allowed Web Origins and Allowed Origins (CORS).`;

function readCommandLine() {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '4180' },
      origin: { type: 'string', multiple: true, default: [] },
      callback: { type: 'string', multiple: true, default: [] },
      logout: { type: 'string', multiple: true, default: [] },
      help: { type: 'boolean', default: false },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`The port is a whole number from 0 to 65535; got "${values.port}".`);
  }
  return {
    help: values.help,
    port,
    webOrigins: values.origin,
    allowedOrigins: values.origin,
    allowedCallbackUrls: values.callback,
    allowedLogoutUrls: values.logout,
  };
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
