import browser from 'webextension-polyfill';
import { LatchkeyError } from '../errors.ts';
import type { OperationAnswer, OperationMessage, OperationReply } from './operation.ts';

/**
 * For content scripts: has an operation of `operations.ts` done by the background, with the person's access token.
 * Rejects with `operation-refused`: unknown, not for this page, bad input, nobody signed in, API not reached.
 *
 * @example
 * const { status, body } = await callOperation('list-notes');
 */
export async function callOperation(name: string, input: unknown = null): Promise<OperationAnswer> {
  const message: OperationMessage = { type: 'operation', name, input };
  const reply: OperationReply | undefined = await browser.runtime.sendMessage(message);
  if (reply?.type === 'answer') return reply.answer;
  throw new LatchkeyError('operation-refused', reply?.message ?? 'This extension did not answer.');
}
