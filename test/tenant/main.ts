/** `npm run tenant`: the tenant alone, until Ctrl-C. */
import { parseArgs } from 'node:util';
import { SHOWCASE, startTenant } from './tenant.ts';

const USAGE = `Usage: npm run tenant -- [--port N] [--origin ORIGIN]... [--callback URL]... [--logout URL]...

An origin is put into Allowed Web Origins and Allowed Origins (CORS).`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '4180' },
      origin: { type: 'string', multiple: true, default: [] },
      callback: { type: 'string', multiple: true, default: [] },
      logout: { type: 'string', multiple: true, default: [] },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return console.log(USAGE);
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`The port must be a whole number from 0 to 65535, not "${values.port}".`);
  }
  const tenant = await startTenant({
    ...SHOWCASE,
    port,
    webOrigins: values.origin,
    allowedOrigins: values.origin,
    allowedCallbackUrls: values.callback,
    allowedLogoutUrls: values.logout,
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void tenant.close());
  console.log(`AUTH0_DOMAIN=${tenant.domain}
AUTH0_CLIENT_ID=${tenant.clientId}
${tenant.description}
Press Ctrl-C to stop.`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
