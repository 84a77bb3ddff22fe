/** Auth0 takes JSON at its OAuth endpoints beside the form encoding that the standard asks for. */
import { IncomingMessage } from 'node:http';
import { parseJsonObject, readBody } from './http.ts';

const PATHS = new Set(['/oauth/token', '/oauth/revoke']);

/**
 * The same request with its JSON body form-encoded, which is all that the engine reads; any other request
 * unchanged. A body that is no JSON object becomes an empty form, which the endpoint then refuses.
 */
export async function withFormBody(request: IncomingMessage): Promise<IncomingMessage> {
  const path = (request.url ?? '').split('?', 1)[0] ?? '';
  const isJson = request.headers['content-type']?.toLowerCase().startsWith('application/json') ?? false;
  if (request.method !== 'POST' || !PATHS.has(path) || !isJson) return request;

  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(parseJsonObject(await readBody(request)) ?? {})) {
    if (typeof value === 'string') form.append(name, value);
  }
  return copyWithBody(request, form.toString());
}

function copyWithBody(request: IncomingMessage, body: string): IncomingMessage {
  const copy = new IncomingMessage(request.socket);
  copy.method = request.method ?? 'POST';
  copy.url = request.url ?? '/';
  copy.httpVersion = request.httpVersion;
  copy.headers = {
    ...request.headers,
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': String(Buffer.byteLength(body)),
  };
  copy.push(body);
  copy.push(null);
  copy.complete = true; // Or its end would count as a broken connection.
  return copy;
}
