import browser, { type Runtime } from 'webextension-polyfill';
import type { AuthorizedFetch } from '../authorized-fetch.ts';
import type { Run } from '../browser/keep-worker-alive.ts';
import { expectVersion } from '../browser/messages.ts';
import { LatchkeyError } from '../errors.ts';
import { OPERATION, type Operation, type OperationAnswer, type OperationReply } from '../operation.ts';

/**
 * Runs the operations that content scripts request: only of the top frame of a page whose origin the operation lists. The
 * API's response goes back, never a token. Must be called synchronously at startup.
 */
export function receiveOperations(
  operations: Readonly<Record<string, Operation>>,
  { fetch: authorizedFetch, run }: { readonly fetch: AuthorizedFetch; readonly run: Run },
): void {
  if (Object.keys(operations).length === 0) return;
  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
    const asked = parseMessage(message);
    if (asked === undefined || sender.id !== browser.runtime.id) return undefined;
    const operation = Object.hasOwn(operations, asked.name) ? operations[asked.name] : undefined;
    return run(() => answer(operation, asked, { sender, authorizedFetch }));
  });
}

async function answer(
  operation: Operation | undefined,
  asked: Asked,
  { sender, authorizedFetch }: { sender: Runtime.MessageSender; authorizedFetch: AuthorizedFetch },
): Promise<OperationReply> {
  // Unknown and forbidden read the same, so that a page cannot find out what there is for others.
  if (operation === undefined || !isListedPage(operation, sender)) {
    return refused('The operation is not available to this page.');
  }
  try {
    expectVersion(asked);
    return { type: 'answer', answer: await perform(operation, asked.input, authorizedFetch) };
  } catch (error) {
    if (error instanceof LatchkeyError || error instanceof BadInput) return refused(error.message);
    console.error('An operation for a content script failed.', error);
    return refused('The operation failed in the extension. See its console.');
  }
}

/** The type of webextension-polyfill lacks `origin`, which Chromium has, and Firefox since 126. */
type Sender = Runtime.MessageSender & { readonly origin?: string };

/**
 * Whether a content script may request the operation. Its `sender.id` is the extension's: `url`, `tab` and `frameId` say where
 * it runs, and `origin` whether the page is sandboxed there, which makes its origin opaque.
 */
function isListedPage({ pages }: Operation, { url, tab, frameId, origin }: Sender): boolean {
  if (tab === undefined || frameId !== 0 || url === undefined || !URL.canParse(url)) return false;
  const page = new URL(url).origin;
  return pages.includes(page) && (origin === undefined || origin === page);
}

/** What a content script handed in is not what the operation takes. */
class BadInput extends Error {}

async function perform(
  operation: Operation,
  input: unknown,
  authorizedFetch: AuthorizedFetch,
): Promise<OperationAnswer> {
  const { url, method = 'GET', body } = requestOf(operation, input);
  const response = await authorizedFetch(url, {
    method,
    credentials: 'omit',
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  const json: unknown = await response.json().catch(() => null);
  return { status: response.status, body: operation.answer === undefined ? json : operation.answer(json) };
}

function requestOf(operation: Operation, input: unknown) {
  try {
    return operation.request(input);
  } catch (cause) {
    throw new BadInput(
      cause instanceof TypeError ? cause.message : 'The input is not what the operation takes.',
      {
        cause,
      },
    );
  }
}

function refused(message: string): OperationReply {
  return { type: 'refused', message };
}

/** A message of a content script, which a hostile page could have changed. */
interface Asked {
  readonly name: string;
  readonly input: unknown;
  readonly version: unknown;
}

function parseMessage(message: unknown): Asked | undefined {
  const { type, name, input, version }: Record<string, unknown> = { ...Object(message) };
  return type === OPERATION && typeof name === 'string' ? { name, input, version } : undefined;
}
