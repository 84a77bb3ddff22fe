import browser from 'webextension-polyfill';
import { LatchkeyError } from './errors.ts';
import { OPERATION, type OperationAnswer, type OperationMessage, type OperationReply } from './operation.ts';

const NO_RESPONSE = 'The extension did not respond. Was it reloaded or removed since the page was opened?';

/**
 * For content scripts: has an operation of `operations.ts` done by the background, with the person's access token.
 * Rejects with `operation-refused`: unknown, not for this page, bad input, nobody signed in, API not reached.
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

/** Rejects where the extension was reloaded or removed since the page was opened. */
async function send(message: OperationMessage): Promise<OperationReply | undefined> {
  try {
    return await browser.runtime.sendMessage(message);
  } catch (cause) {
    throw new LatchkeyError('operation-refused', { description: NO_RESPONSE }, { cause });
  }
}
