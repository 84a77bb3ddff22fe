import type { AuthorizedFetch } from '../authorized-fetch.ts';
import type { Run } from '../browser/keep-worker-alive.ts';
import { expectVersion, respondTo, type Sender } from '../browser/messages.ts';
import { LatchkeyError } from '../errors.ts';
import { OPERATION, type Operation, type OperationReply, type OperationRequest } from '../operation.ts';

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
    // A hostile page could have changed the message.
    const { type, name, input, version }: Record<string, unknown> = { ...Object(message) };
    if (type !== OPERATION || typeof name !== 'string') return undefined;
    const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
    return run(() => respond(operation, { input, version, sender }, authorizedFetch));
  });
}

async function respond(
  operation: Operation | undefined,
  { input, version, sender }: { input: unknown; version: unknown; sender: Sender },
  authorizedFetch: AuthorizedFetch,
): Promise<OperationReply> {
  // Unknown and forbidden operations get the same response, so that a page can't find out which operations other pages have.
  if (operation === undefined || !isListedPage(operation, sender)) {
    return refused('The operation is not available to this page.');
  }
  let request: OperationRequest;
  try {
    expectVersion({ version });
    request = operation.request(input);
  } catch (error) {
    const isForSender = error instanceof LatchkeyError || error instanceof TypeError;
    return refused(isForSender ? error.message : 'The input is not what the operation takes.');
  }
  try {
    const { status, json } = await send(request, authorizedFetch);
    const body = operation.answer === undefined ? json : operation.answer(json);
    return { type: 'answer', answer: { status, body } };
  } catch (error) {
    if (error instanceof LatchkeyError) return refused(error.message);
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

async function send({ url, method = 'GET', body }: OperationRequest, authorizedFetch: AuthorizedFetch) {
  const response = await authorizedFetch(url, {
    method,
    credentials: 'omit',
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  const json: unknown = await response.json().catch(() => null);
  return { status: response.status, json };
}

function refused(message: string): OperationReply {
  return { type: 'refused', message };
}
