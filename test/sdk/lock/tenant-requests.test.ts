// @vitest-environment happy-dom
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import DBConnection from 'auth0-js/src/authentication/db-connection';
import PasswordlessAuthentication from 'auth0-js/src/authentication/passwordless-authentication';
import RequestBuilder from 'auth0-js/src/helper/request-builder';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TenantRequests } from '../../../src/sdk/lock/tenant-requests.ts';

// What auth0-js has in a browser; Node would get another half of the package.
vi.mock('superagent', () => import('superagent/lib/client.js'));

interface Sent {
  readonly path: string | undefined;
  readonly headers: object;
  readonly body: string;
}

let server: Server;
let origin: string;
let sent: Sent[];
/** What the tenant answers to each request. */
let answer: RequestListener;

beforeEach(async () => {
  sent = [];
  server = createServer(async (request, response) => {
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('access-control-allow-headers', 'content-type, x-request-language');
    if (request.method === 'OPTIONS') return void response.end();
    const { 'content-type': type, 'x-request-language': language, cookie } = request.headers;
    sent.push({ path: request.url, headers: { type, language, cookie }, body: await text(request) });
    answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('The server has no port.');
  origin = `http://127.0.0.1:${address.port}`;
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

type Ask = (sender: RequestSender, callback: (...told: unknown[]) => void) => void;

const options = () => ({ rootUrl: origin, clientID: 'unit-client', state: 'state-of-the-form' });

const signUp: Ask = (sender, callback) =>
  new DBConnection(sender, options()).signup(
    { connection: 'people', email: 'ada@example.com', password: 'Analytical-Engine-1843', given_name: 'Ada' },
    callback,
  );

/** What Lock's callback is told, without what auth0-js keeps for itself. */
async function told(sender: RequestSender, ask: Ask): Promise<unknown[]> {
  const [error, ...rest] = await new Promise<unknown[]>((resolve) =>
    ask(sender, (...arguments_) => resolve(arguments_)),
  );
  if (typeof error !== 'object' || error === null) return [error, ...rest];
  return [{ ...error, original: error instanceof Object && 'original' in error }, ...rest];
}

/** What auth0-js's own sender brings about, and what ours does. */
async function both(ask: Ask) {
  const expected = await told(new RequestBuilder({ _sendTelemetry: false }), ask);
  const found = await told(new TenantRequests(), ask);
  return { expected, found, sent: { expected: sent[0], found: sent[1] } };
}

describe('a request of auth0-js is the same as from its own sender for', () => {
  it.each<[string, Ask]>([
    ['a sign-up', signUp],
    [
      'a reset of the password',
      (sender, callback) =>
        new DBConnection(sender, options()).changePassword(
          { connection: 'people', email: 'ada@example.com' },
          callback,
        ),
    ],
    [
      'a request for a code in a language',
      (sender, callback) =>
        new PasswordlessAuthentication(sender, options()).start(
          { connection: 'email', send: 'code', email: 'ada@example.com', xRequestLanguage: 'pt-br' },
          callback,
        ),
    ],
  ])('%s', async (_name, ask) => {
    answer = (_request, response) => void response.setHeader('content-type', 'application/json').end('{}');
    const { sent } = await both(ask);
    expect(sent.found?.body).toMatch(/^\{.+\}$/);
    expect(sent.found).toEqual(sent.expected);
  });
});

const JSON_TYPE = 'application/json; charset=utf-8';

describe("Lock's callback receives the same as from auth0-js's own sender", () => {
  it.each<[string, number, string | null, string]>([
    ['is JSON', 200, JSON_TYPE, '{"_id":"1","email_verified":false}'],
    ['is a sentence', 200, 'text/html; charset=utf-8', "We've just sent you an email."],
    ['is a sentence with the type JSON', 200, JSON_TYPE, 'OK'],
    ['is an error with a success in front', 200, JSON_TYPE, '{"error":"nope","error_description":"No."}'],
    ['is a refusal', 400, JSON_TYPE, '{"code":"user_exists","description":"The user already exists."}'],
    [
      'is a refusal of the password',
      400,
      JSON_TYPE,
      '{"name":"PasswordStrengthError","code":"invalid_password","description":{"rules":[]},"policy":"* 8"}',
    ],
    ['is an OAuth error', 403, JSON_TYPE, '{"error":"access_denied","error_description":"No."}'],
    ['is a refusal without a word', 429, null, ''],
    ['is an error in JSON', 503, JSON_TYPE, '{"statusCode":503,"error":"Service Unavailable","message":"x"}'],
  ])('if the response %s', async (_name, status, type, body) => {
    answer = (_request, response) => {
      response.statusCode = status;
      if (type !== null) response.setHeader('content-type', type);
      response.end(body);
    };
    const { expected, found } = await both(signUp);
    expect(found).toEqual(expected);
  });

  it('without a response', async () => {
    answer = (request) => void request.socket.destroy();
    const { expected, found } = await both(signUp);
    expect(found).toEqual(expected);
  });
});

it('a request without a response times out', async () => {
  const timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(AbortSignal.abort());
  const [error] = await told(new TenantRequests(), signUp);
  expect(timeout).toHaveBeenCalledWith(20_000);
  expect(error).toMatchObject({ code: null, description: null });
});
