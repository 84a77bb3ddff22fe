import browser, { type Runtime } from 'webextension-polyfill';
import type { LeftBehind } from './auth/sign-out.ts';
import { LatchkeyError } from './errors.ts';

/** What a page of the extension may ask of the background. */
export type Request = { readonly type: 'sign-out' };

/** What the background answers, by the type of the request. A failure travels as its code and its text. */
export type Response =
  | { readonly type: 'signed-out'; readonly leftBehind: readonly LeftBehind[] }
  | { readonly type: 'failed'; readonly code: LatchkeyError['code']; readonly message: string };

/** Asks the background. Rejects with `extension-failed` if it does not answer, or with the error it answers. */
export async function send(request: Request): Promise<Extract<Response, { type: 'signed-out' }>> {
  let response: Response | undefined;
  try {
    response = await browser.runtime.sendMessage(request);
  } catch (cause) {
    throw noAnswer(cause);
  }
  if (response === undefined) throw noAnswer();
  if (response.type === 'failed') throw new LatchkeyError(response.code, response.message);
  return response;
}

/**
 * Answers the extension's own pages; whatever else comes (a content script has the same `sender.id`, but the
 * page's `sender.url`) is not heard. Call it in the background's first turn.
 */
export function receive(answer: (request: Request) => Promise<Response>): void {
  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
    if (!isOwnPage(sender) || !isRequest(message)) return undefined;
    return answer(message).catch((thrown: unknown): Response => {
      if (thrown instanceof LatchkeyError)
        return { type: 'failed', code: thrown.code, message: thrown.message };
      return {
        type: 'failed',
        code: 'extension-failed',
        message: 'Something in this extension failed. Try again.',
      };
    });
  });
}

function isOwnPage(sender: Runtime.MessageSender): boolean {
  return sender.id === browser.runtime.id && sender.url?.startsWith(browser.runtime.getURL('')) === true;
}

function isRequest(message: unknown): message is Request {
  return typeof message === 'object' && message !== null && 'type' in message && message.type === 'sign-out';
}

function noAnswer(cause?: unknown): LatchkeyError {
  return new LatchkeyError(
    'extension-failed',
    'This extension did not answer itself. Try again; if it stays, restart the browser.',
    { cause },
  );
}
