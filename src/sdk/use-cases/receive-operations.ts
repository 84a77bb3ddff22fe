import type { AuthorizedFetch } from '../authorized-fetch.ts';
import type { Run } from '../browser/keep-worker-alive.ts';
import { expectVersion, respondTo, type Sender } from '../browser/messages.ts';
import { LatchkeyError } from '../errors.ts';
import { OPERATION, type Operation, type OperationAnswer, type OperationReply } from '../operation.ts';

/**
 * Runs the operations that content scripts request. Accepts requests only from the top frame of a page whose origin the operation
 * lists. Responds with the API's response, never with a token. Must be called synchronously at startup.
 */
export function receiveOperations(
  operations: Readonly<Record<string, Operation>>,
  { fetch: authorizedFetch, run }: { readonly fetch: AuthorizedFetch; readonly run: Run },
): void {
  if (Object.keys(operations).length === 0) return;
  respondTo((message, sender) => {
    const request = parseMessage(message);
    if (request === undefined) return undefined;
    const operation = Object.hasOwn(operations, request.name) ? operations[request.name] : undefined;
    return run(() => respond(operation, request, { sender, authorizedFetch }));
  });
}

async function respond(
  operation: Operation | undefined,
  { input, version }: ContentScriptRequest,
  { sender, authorizedFetch }: { sender: Sender; authorizedFetch: AuthorizedFetch },
): Promise<OperationReply> {
  // Unknown and forbidden operations get the same response, so that a page can't find out which operations other pages have.
  if (operation === undefined || !isListedPage(operation, sender)) {
    return refused('The operation is not available to this page.');
  }
  try {
    expectVersion({ version });
    return { type: 'answer', answer: await perform(operation, input, authorizedFetch) };
  } catch (error) {
    if (error instanceof LatchkeyError || error instanceof BadInput) return refused(error.message);
    console.error('An operation for a content script failed.', error);
    return refused('The operation failed in the extension. See its console.');
  }
}

/**
 * Returns whether a content script can request the operation. Its `sender.id` is the extension's. `url`, `tab` and `frameId` show
 * where it runs. `origin` shows whether the page is sandboxed, which makes its origin opaque.
 */
function isListedPage({ pages }: Operation, { url, tab, frameId, origin }: Sender): boolean {
  if (tab === undefined || frameId !== 0 || url === undefined || !URL.canParse(url)) return false;
  const page = new URL(url).origin;
  return pages.includes(page) && (origin === undefined || origin === page);
}

/** Thrown if the input from a content script isn't valid for the operation. */
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
    const message = cause instanceof TypeError ? cause.message : 'The input is not what the operation takes.';
    throw new BadInput(message, { cause });
  }
}

function refused(message: string): OperationReply {
  return { type: 'refused', message };
}

/** A message from a content script. A hostile page could have changed it. */
interface ContentScriptRequest {
  readonly name: string;
  readonly input: unknown;
  readonly version: unknown;
}

function parseMessage(message: unknown): ContentScriptRequest | undefined {
  const { type, name, input, version }: Record<string, unknown> = { ...Object(message) };
  return type === OPERATION && typeof name === 'string' ? { name, input, version } : undefined;
}
