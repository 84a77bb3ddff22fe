import type { Addresses } from '../../src/tooling/build/addresses.ts';

/** Returns the settings of a tenant that lists the addresses. */
export function listedAddresses(all: readonly Addresses[]) {
  const origins = all.map(({ origin }) => origin);
  const redirectUrls = all.map(({ redirectUrl }) => redirectUrl);
  return {
    webOrigins: origins,
    allowedOrigins: origins,
    allowedCallbackUrls: redirectUrls,
    allowedLogoutUrls: redirectUrls,
  };
}
