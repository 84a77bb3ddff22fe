import {
  OPERATION,
  type OperationAnswer,
  type OperationMessage,
  type OperationReply,
  VERSION,
} from './operation.ts';

const NO_RESPONSE = 'The extension did not respond. Was it reloaded or removed since the page was opened?';

/**
 * The error that `callOperation` rejects with. It has the `name`, `code` and `data` of a `LatchkeyError`. That class itself would
 * add the messages of all errors to each content script.
 */
class OperationRefused extends Error {
  override readonly name = 'LatchkeyError';
  readonly code = 'operation-refused';
  readonly data: { readonly description: string };

  constructor(description: string, options?: ErrorOptions) {
    super(description, options);
    this.data = { description };
  }
}

/**
 * Requests an operation from the background, which runs it with the user's access token. For content scripts. Returns the
 * status and the JSON of the API's response. Rejects with `operation-refused` if the operation is unknown or not available to
 * this page, if the input is invalid, if no user is signed in, or if the API can't be reached.
 *
 * @example
 * const { status, body } = await callOperation('list-notes');
 */
export async function callOperation(name: string, input: unknown = null): Promise<OperationAnswer> {
  const message: OperationMessage = { type: OPERATION, name, input, version: VERSION };
  const reply = await send(message);
  if (reply?.type === 'answer') return reply.answer;
  throw new OperationRefused(reply?.message ?? NO_RESPONSE);
}

interface Runtime {
  sendMessage(message: OperationMessage): Promise<OperationReply | undefined>;
}

/** Sends a message. Rejects if the extension was reloaded or removed after the page was opened: Chromium removes `runtime`. */
async function send(message: OperationMessage): Promise<OperationReply | undefined> {
  const { chrome } = globalThis as unknown as { readonly chrome: { readonly runtime: Runtime } };
  try {
    // Returns a promise in both browsers, so no polyfill is needed.
    return await chrome.runtime.sendMessage(message);
  } catch (cause) {
    throw new OperationRefused(NO_RESPONSE, { cause });
  }
}
