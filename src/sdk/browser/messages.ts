import browser, { type Runtime } from 'webextension-polyfill';
import {
  asLatchkeyError,
  LatchkeyError,
  parseError,
  type SerializedError,
  serializeError,
} from '../errors.ts';
import { parseSignedIn } from '../session/parse.ts';
import type { SignedIn } from '../session/session.ts';
import type { LeftBehind } from '../storage/journal.ts';
import type { WindowParameters } from '../use-cases/window-sign-in.ts';
import { answerOf } from './optional-api.ts';

/** What a page of the extension may ask of the background. */
export type Request =
  | { readonly type: 'sign-out' }
  /** Sign in in a window. Answered when that is done. */
  | { readonly type: 'sign-in'; readonly parameters: WindowParameters }
  /** What became of the last sign-in in a window. */
  | { readonly type: 'sign-in-news' }
  /** A popup has opened where nobody is signed in: sign in without a form if that can be. */
  | { readonly type: 'sign-in-silently' }
  /** A popup has opened where somebody is signed in: see that this is still true. Answered when that is done. */
  | { readonly type: 'look-after-session' }
  /** A sign-in in a page replaced this one: its refresh token must be revoked. */
  | { readonly type: 'revoke'; readonly signedIn: SignedIn }
  /** An access token that is good for a while yet. */
  | { readonly type: 'access-token' };

/** What the background answers, by the type of the request. */
export interface Answers {
  'sign-out': { readonly leftBehind: readonly LeftBehind[] };
  'sign-in': { readonly signedIn: true };
  'sign-in-news': {
    /** Whether a sign-in window is open. */
    readonly windowIsOpen: boolean;
    /** Why the last sign-in in a window failed, told once. */
    readonly failure: SerializedError | null;
  };
  'sign-in-silently': { readonly signedIn: boolean };
  'look-after-session': { readonly done: true };
  revoke: { readonly done: true };
  'access-token': { readonly accessToken: string };
}

/** Milliseconds in which the background has done all that takes no user: a renewal that is repeated takes 33 s. */
const ANSWER_TIMEOUT = 90_000;

/** A failure travels as its code and data. */
type Reply<T> =
  | { readonly type: 'answer'; readonly answer: T }
  | (SerializedError & { readonly type: 'failed' });

/** What the background does with each type of request. */
export type Handlers = {
  readonly [T in Request['type']]: (request: Extract<Request, { type: T }>) => Promise<Answers[T]>;
};

/** The handlers where this context is the background itself: a message would not come back to its sender. */
let ownHandlers: Handlers | null = null;

/** Asks the background. Rejects with `extension-failed` if it does not answer in time, or with the error it answers. */
export async function send<T extends Request['type']>(
  request: Extract<Request, { type: T }>,
): Promise<Answers[T]> {
  const own: Handlers[T] | undefined = ownHandlers?.[request.type as T];
  if (own !== undefined) return own(request);
  let reply: Reply<Answers[T]> | undefined;
  try {
    const message = (): Promise<typeof reply> => browser.runtime.sendMessage(request);
    // In the window of a sign-in, the user takes their time.
    reply = await (request.type === 'sign-in' ? message() : answerOf(message, ANSWER_TIMEOUT));
  } catch (cause) {
    throw noAnswer(cause);
  }
  if (reply === undefined) throw noAnswer();
  if (reply.type === 'failed') throw parseError(reply) ?? noAnswer(reply);
  return reply.answer;
}

/**
 * Answers the extension's own pages; whatever else comes (a content script has the same `sender.id`, but the
 * page's `sender.url`) is not heard. Call it in the background's first turn.
 */
export function receive(handlers: Handlers): void {
  ownHandlers = handlers;
  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
    if (!isOwnPage(sender)) return undefined;
    const request = parseRequest(message);
    if (request === undefined) return undefined;
    return handle(handlers, request).then((answer) => ({ type: 'answer', answer }), failed);
  });
}

function handle<T extends Request['type']>(
  handlers: Handlers,
  request: Extract<Request, { type: T }>,
): Promise<Answers[T]> {
  const handler: Handlers[T] = handlers[request.type as T];
  return handler(request);
}

function failed(thrown: unknown): Reply<never> {
  const error = asLatchkeyError(thrown, 'extension-failed', { reason: 'unexpected' });
  return { type: 'failed', ...serializeError(error) };
}

/** Whether a page of this extension's own sent it, and no script that runs in a web page. */
export function isOwnPage(sender: Runtime.MessageSender): boolean {
  return sender.id === browser.runtime.id && sender.url?.startsWith(browser.runtime.getURL('')) === true;
}

/** The requests that are nothing but their type. */
const BARE = ['sign-out', 'sign-in-news', 'sign-in-silently', 'look-after-session', 'access-token'] as const;

function parseRequest(message: unknown): Request | undefined {
  const { type, parameters, signedIn }: Record<string, unknown> = { ...Object(message) };
  if (type === 'sign-in') return { type, parameters: parseParameters(parameters) };
  if (type === 'revoke') return parseRevoke(signedIn);
  const known = BARE.find((one) => one === type);
  return known && { type: known };
}

function parseRevoke(value: unknown): Request | undefined {
  const { session, tokens }: Record<string, unknown> = { ...Object(value) };
  const signedIn = parseSignedIn({ ...Object(session), tokens });
  return signedIn === null ? undefined : { type: 'revoke', signedIn };
}

const PARAMETERS = ['connection', 'login_hint', 'prompt', 'screen_hint'];

function parseParameters(value: unknown): WindowParameters {
  const entries = Object.entries({ ...Object(value) }).filter(
    (entry): entry is [string, string] => PARAMETERS.includes(entry[0]) && typeof entry[1] === 'string',
  );
  return Object.fromEntries(entries);
}

function noAnswer(cause?: unknown): LatchkeyError {
  return new LatchkeyError('extension-failed', { reason: 'no-response' }, { cause });
}
