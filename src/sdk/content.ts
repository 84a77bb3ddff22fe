import browser from 'webextension-polyfill';
import { LatchkeyError } from './errors.ts';
import { OPERATION, type OperationAnswer, type OperationMessage, type OperationReply } from './operation.ts';

const NO_RESPONSE = 'The extension did not respond. Was it reloaded or removed since the page was opened?';

/**
 * Requests an operation of the background, which runs it with the user's access token. For content scripts. Returns the API's
 * response. Rejects with `operation-refused`: unknown, not for this page, wrong input, no user signed in, API not reached.
 *
 * @example
 * const { status, body } = await callOperation('list-notes');
 */
export async function callOperation(name: string, input: unknown = null): Promise<OperationAnswer> {
  const message: OperationMessage = { type: OPERATION, name, input };
  const reply = await send(message);
  if (reply?.type === 'answer') return reply.answer;
  throw new LatchkeyError('operation-refused', { description: reply?.message ?? NO_RESPONSE });
}

/** Rejects if the extension was reloaded or removed since the page was opened. */
async function send(message: OperationMessage): Promise<OperationReply | undefined> {
  try {
    return await browser.runtime.sendMessage(message);
  } catch (cause) {
    throw new LatchkeyError('operation-refused', { description: NO_RESPONSE }, { cause });
  }
}
