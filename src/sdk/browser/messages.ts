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
import type { FailedStep } from '../storage/journal.ts';
import { VERSION } from '../version.ts';
import type { Run } from './keep-worker-alive.ts';
import { answerOf } from './optional-api.ts';

/** Parameters of `/authorize` that a page can choose for a window. */
export type WindowParameters = Readonly<Record<string, string>>;

/** Keeps the messages apart from those of other code in the same extension. */
const PREFIX = 'latchkey.';

/** Milliseconds in which the background has done all that waits for no user: a renewal that is repeated takes 33 s. */
const RESPONSE_TIMEOUT = 90_000;

/** A kind of message from a page of the extension to the background. */
interface Message<Payload, Response> {
  /** Returns the payload of a message that another context could have sent, or `null` if it can't be used. */
  readonly parse: (message: Readonly<Record<string, unknown>>) => Payload | null;
  /** Never set: the type of the response. */
  readonly response?: Response;
}

type WithoutPayload<Response> = Message<object, Response>;

// Without calls, so that a page that only sends is without the parsers.
const bare = { parse: withoutPayload };

/** Every message, by its type. */
const MESSAGES = {
  /** Signs out. */
  'sign-out': bare as WithoutPayload<{ readonly failedSteps: readonly FailedStep[] }>,
  /** Signs in in a window. The response comes when that is done. */
  'sign-in': { parse: parseSignIn } as Message<
    { readonly parameters: WindowParameters },
    { readonly signedIn: true }
  >,
  /** Returns whether a sign-in window is open, and once why the last one failed. */
  'sign-in-status': bare as WithoutPayload<{
    readonly windowIsOpen: boolean;
    readonly failure: SerializedError | null;
  }>,
  /** Signs in without a form if possible: a popup has opened where no user is signed in. */
  'sign-in-silently': bare as WithoutPayload<{ readonly signedIn: boolean }>,
  /** Renews the session if its access token isn't fresh: a popup has opened where a user is signed in. */
  'refresh-session': bare as WithoutPayload<{ readonly done: true }>,
  /** Revokes the refresh token of a sign-in that no context uses any more. */
  revoke: { parse: parseRevoke } as Message<{ readonly signedIn: SignedIn }, { readonly done: true }>,
  /** Returns a fresh access token. */
  'access-token': bare as WithoutPayload<{ readonly accessToken: string }>,
} as const;

/** Returns whether the response waits for the user, however long they take. */
const waitsForUser = (type: MessageType) => type === 'sign-in';

type Messages = typeof MESSAGES;
export type MessageType = keyof Messages;
type Payload<T extends MessageType> = NonNullable<ReturnType<Messages[T]['parse']>>;

/** What a page of the extension can request of the background. */
export type Request = { [T in MessageType]: { readonly type: T } & Payload<T> }[MessageType];
type RequestOf<T extends MessageType> = { readonly type: T } & Payload<T>;

/** The background's response, by the type of the request. */
export type Responses = { readonly [T in MessageType]: NonNullable<Messages[T]['response']> };

/** A failure travels as its code and data. */
type Reply<T> =
  | { readonly type: 'answer'; readonly answer: T }
  | ({ readonly type: 'failed' } & SerializedError);

/** What the background does for each type of request. */
export type Handlers = {
  readonly [T in MessageType]: (request: RequestOf<T>) => Promise<Responses[T]>;
};

/**
 * Sends a request to the background. Rejects with `extension-failed` if it doesn't respond in time, or with the error that it
 * responds with. The background itself must not call this: a message does not come back to its sender.
 */
export async function send<T extends MessageType>(request: RequestOf<T>): Promise<Responses[T]> {
  const message = { ...request, type: PREFIX + request.type, version: VERSION };
  const exchange = (): Promise<Reply<Responses[T]> | undefined> => browser.runtime.sendMessage(message);
  let reply: Reply<Responses[T]> | undefined;
  try {
    reply = await (waitsForUser(request.type) ? exchange() : answerOf(exchange, RESPONSE_TIMEOUT));
  } catch (cause) {
    throw noResponse(cause);
  }
  if (reply === undefined) throw noResponse();
  if (reply.type === 'failed') throw parseError(reply) ?? noResponse(reply);
  return reply.answer;
}

/**
 * Responds to the extension's own pages. Ignores all others: a content script has the same `sender.id`, but its page's
 * `sender.url`. Must be called synchronously at startup.
 */
export function receive(handlers: Handlers, run: Run): void {
  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
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

/** Throws `version-mismatch` if a message was sent by another version of the SDK, whose requests could differ. */
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

function isOwnPage(sender: Runtime.MessageSender): boolean {
  return sender.id === browser.runtime.id && sender.url?.startsWith(browser.runtime.getURL('')) === true;
}

function parseRequest(received: unknown): Request | null {
  const fields: Record<string, unknown> = { ...Object(received) };
  const type = (Object.keys(MESSAGES) as MessageType[]).find((known) => PREFIX + known === fields.type);
  const payload = type === undefined ? null : MESSAGES[type].parse(fields);
  // `payload` is what the entry for `type` parsed.
  return payload === null ? null : ({ type, ...payload } as Request);
}

function withoutPayload(): object {
  return {};
}

function parseRevoke({ signedIn }: Readonly<Record<string, unknown>>): { signedIn: SignedIn } | null {
  const { session, tokens }: Record<string, unknown> = { ...Object(signedIn) };
  const parsed = parseSignedIn({ ...Object(session), tokens });
  return parsed === null ? null : { signedIn: parsed };
}

const PARAMETERS = ['connection', 'login_hint', 'prompt', 'screen_hint'];

function parseSignIn({ parameters }: Readonly<Record<string, unknown>>): { parameters: WindowParameters } {
  const entries = Object.entries({ ...Object(parameters) }).filter(
    (entry): entry is [string, string] => PARAMETERS.includes(entry[0]) && typeof entry[1] === 'string',
  );
  return { parameters: Object.fromEntries(entries) };
}

function noResponse(cause?: unknown): LatchkeyError {
  return new LatchkeyError('extension-failed', { reason: 'no-response' }, { cause });
}
