import { OPERATION, type OperationAnswer, type OperationMessage, type OperationReply } from './operation.ts';
import { VERSION } from './version.ts';

const NO_RESPONSE = 'The extension did not respond. Was it reloaded or removed since the page was opened?';

/**
 * What `callOperation` rejects with: a `LatchkeyError` as far as programs see it, `code` and `data`. The class itself would bring
 * the texts of all errors into each content script.
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
 * Requests an operation of the background, which runs it with the user's access token. For content scripts. Returns the API's
 * response. Rejects with `operation-refused`: unknown, not for this page, wrong input, no user signed in, API not reached.
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

/** Rejects if the extension was reloaded or removed since the page was opened: Chromium then takes `runtime` away. */
async function send(message: OperationMessage): Promise<OperationReply | undefined> {
  const { chrome } = globalThis as unknown as { readonly chrome: { readonly runtime: Runtime } };
  try {
    // Returns a promise in both browsers, so no polyfill is needed.
    return await chrome.runtime.sendMessage(message);
  } catch (cause) {
    throw new OperationRefused(NO_RESPONSE, { cause });
  }
}
