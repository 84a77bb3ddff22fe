import browser, { type Runtime } from 'webextension-polyfill';
import {
  asLatchkeyError,
  LatchkeyError,
  parseError,
  type SerializedError,
  serializeError,
} from '../errors.ts';
import { VERSION } from '../operation.ts';
import { parseSignedIn } from '../session/parse.ts';
import type { SignedIn } from '../session/session.ts';
import type { FailedStep } from '../storage/journal.ts';
import type { Run } from './keep-worker-alive.ts';
import { withTimeLimit } from './optional-api.ts';

/** Parameters of `/authorize` that a page can choose for a window. */
export type WindowParameters = Readonly<Record<string, string>>;

/** Distinguishes the messages from those of other code in the same extension. */
const PREFIX = 'latchkey.';

/** Time limit of a response that doesn't wait for the user, in milliseconds. A renewal with a retry takes 33 seconds. */
const RESPONSE_TIMEOUT = 90_000;

/** The messages from pages of the extension to the background, by type. */
interface Messages {
  /** Signs out. */
  'sign-out': { request: object; response: { readonly failedSteps: readonly FailedStep[] } };
  /** Signs in with a window. Responds when the sign-in is done. */
  'sign-in': {
    request: { readonly parameters: WindowParameters };
    response: { readonly signedIn: true };
  };
  /** Returns whether a sign-in window is open, and the failure of the last one, which is returned only once. */
  'sign-in-status': {
    request: object;
    response: { readonly windowIsOpen: boolean; readonly failure: SerializedError | null };
  };
  /** Signs in without a form if possible. Sent when a popup opens and no user is signed in. */
  'sign-in-silently': { request: object; response: { readonly signedIn: boolean } };
  /** Renews the session if its access token isn't fresh. Sent when a popup opens and a user is signed in. */
  'refresh-session': { request: object; response: { readonly done: true } };
  /** Revokes the refresh token of a sign-in that no context uses. */
  revoke: { request: { readonly signedIn: SignedIn }; response: { readonly done: true } };
  /** Returns a fresh access token. */
  'access-token': { request: object; response: { readonly accessToken: string } };
}

export type MessageType = keyof Messages;
type RequestOf<T extends MessageType> = { readonly type: T } & Messages[T]['request'];

/** A request from a page of the extension to the background. */
export type Request = { [T in MessageType]: RequestOf<T> }[MessageType];

/** The background's response, by the type of the request. */
export type Responses = { readonly [T in MessageType]: Messages[T]['response'] };

/** Returns whether the response waits for the user, without a time limit. */
const waitsForUser = (type: MessageType) => type === 'sign-in';

/** The background's reply. An error is sent as its code and data. */
type Reply<T> =
  | { readonly type: 'answer'; readonly answer: T }
  | ({ readonly type: 'failed' } & SerializedError);

/** The background's handlers, by the type of the request. */
export type Handlers = {
  readonly [T in MessageType]: (request: RequestOf<T>) => Promise<Responses[T]>;
};

/**
 * Sends a request to the background and returns its response. Rejects with `extension-failed` if the background doesn't
 * respond in time, or with the error in its response. Must not be called in the background: browsers don't deliver a message
 * to its sender.
 */
export async function send<T extends MessageType>(request: RequestOf<T>): Promise<Responses[T]> {
  const message = { ...request, type: PREFIX + request.type, version: VERSION };
  const exchange = (): Promise<Reply<Responses[T]> | undefined> => browser.runtime.sendMessage(message);
  let reply: Reply<Responses[T]> | undefined;
  try {
    reply = await (waitsForUser(request.type) ? exchange() : withTimeLimit(exchange, RESPONSE_TIMEOUT));
  } catch (cause) {
    throw noResponse(cause);
  }
  if (reply === undefined) throw noResponse();
  if (reply.type === 'failed') throw parseError(reply) ?? noResponse(reply);
  return reply.answer;
}

/**
 * Responds to messages from the extension's own pages and ignores all others. A content script has the same `sender.id`, but the
 * `sender.url` of its page. Must be called synchronously at startup.
 */
export function receive(handlers: Handlers, run: Run): void {
  respondTo((message, sender) => {
    if (!isOwnPage(sender)) return undefined;
    const request = parseRequest(message);
    if (request === null) return undefined;
    const work = async () => {
      expectVersion({ ...Object(message) });
      return handle(handlers, request);
    };
    return run(work, { waitsForUser: waitsForUser(request.type) }).then(
      (answer) => ({ type: 'answer', answer }),
      failed,
    );
  });
}

/** The sender of a message, as both browsers report it. webextension-polyfill has no type for `origin`. */
export interface Sender {
  readonly id?: string;
  readonly url?: string;
  /** The tab that the sender runs in. */
  readonly tab?: unknown;
  readonly frameId?: number;
  readonly origin?: string;
}

/**
 * Calls `respond` for each message from the extension and its content scripts, and sends what it resolves with, or `undefined` if it
 * rejects. It returns `undefined` to leave the message to other listeners. Must be called synchronously at startup. Doesn't return
 * the promise to the browser: Chromium before 152 ignores it in an extension that has a DevTools page.
 * https://developer.chrome.com/docs/extensions/develop/concepts/browser-namespace
 *
 * @internal
 */
export function respondTo(respond: (message: unknown, sender: Sender) => Promise<unknown> | undefined): void {
  const listener = (message: unknown, sender: Sender, sendResponse: (response?: unknown) => void) => {
    const response = sender.id === browser.runtime.id ? respond(message, sender) : undefined;
    response?.then(sendResponse, (error: unknown) => {
      console.error('A message got no response.', error);
      sendResponse();
    });
    return response && true;
  };
  browser.runtime.onMessage.addListener(listener as Runtime.OnMessageListener);
}

/** Throws `version-mismatch` if another version of the SDK sent the message, because its requests might differ. */
export function expectVersion({ version }: { readonly version?: unknown }): void {
  if (version === undefined || version === VERSION) return;
  throw new LatchkeyError('version-mismatch', { sender: String(version), background: VERSION });
}

function handle<T extends MessageType>(handlers: Handlers, request: RequestOf<T>): Promise<Responses[T]> {
  const handler: Handlers[T] = handlers[request.type as T];
  return handler(request);
}

function failed(thrown: unknown): Reply<never> {
  const error = asLatchkeyError(thrown, 'extension-failed', { reason: 'unexpected' });
  return { type: 'failed', ...serializeError(error) };
}

function isOwnPage({ url }: Sender): boolean {
  return url?.startsWith(browser.runtime.getURL('')) === true;
}

type Fields = Readonly<Record<string, unknown>>;

/** Parsers of the requests' payloads. Messages are untrusted. A parser returns `null` for an invalid payload. */
const PARSERS: { readonly [T in MessageType]: (fields: Fields) => Messages[T]['request'] | null } = {
  'sign-out': withoutPayload,
  'sign-in': parseSignIn,
  'sign-in-status': withoutPayload,
  'sign-in-silently': withoutPayload,
  'refresh-session': withoutPayload,
  revoke: parseRevoke,
  'access-token': withoutPayload,
};

function parseRequest(message: unknown): Request | null {
  const fields: Fields = { ...Object(message) };
  const type = (Object.keys(PARSERS) as MessageType[]).find((known) => PREFIX + known === fields.type);
  const payload = type === undefined ? null : PARSERS[type](fields);
  // The parser for `type` returned `payload`, so the two match.
  return payload === null ? null : ({ type, ...payload } as Request);
}

function withoutPayload(): object {
  return {};
}

function parseRevoke({ signedIn }: Fields): Messages['revoke']['request'] | null {
  const { session, tokens }: Record<string, unknown> = { ...Object(signedIn) };
  const parsed = parseSignedIn({ ...Object(session), tokens });
  return parsed === null ? null : { signedIn: parsed };
}

const PARAMETERS = ['connection', 'login_hint', 'prompt', 'screen_hint'];

function parseSignIn({ parameters }: Fields): Messages['sign-in']['request'] {
  const entries = Object.entries({ ...Object(parameters) }).filter(
    (entry): entry is [string, string] => PARAMETERS.includes(entry[0]) && typeof entry[1] === 'string',
  );
  return { parameters: Object.fromEntries(entries) };
}

function noResponse(cause?: unknown): LatchkeyError {
  return new LatchkeyError('extension-failed', { reason: 'no-response' }, { cause });
}
