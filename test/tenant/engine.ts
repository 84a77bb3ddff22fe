/**
 * The certified OpenID provider that the tenant is built around, loaded without its notice about Node 20:
 * the tenant is tested on Node 20 and the notice would be in the output of every command.
 */

const NOTICE = 'oidc-provider WARNING: Unsupported runtime';

async function loadQuietly(): Promise<typeof import('oidc-provider')> {
  const warn = console.warn;
  console.warn = (...words: unknown[]) => {
    if (!words.some((word) => typeof word === 'string' && word.includes(NOTICE))) warn(...words);
  };
  try {
    return await import('oidc-provider');
  } finally {
    console.warn = warn;
  }
}

export const { Provider, interactionPolicy, errors } = await loadQuietly();

/** Logs an error, unless the browser closed the connection during a request. */
export function reportFailure(error: unknown): void {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  if (code !== 'ECONNRESET' && code !== 'ERR_STREAM_PREMATURE_CLOSE')
    console.error('The local tenant failed:', error);
}
