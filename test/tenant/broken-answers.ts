/** Responses that end too early. */
import type { Context } from './http.ts';

/** Closes the connection without an answer. */
export function dropConnection(ctx: Context): void {
  ctx.respond = false;
  ctx.req.socket.destroy();
}

/**
 * Makes the answer that is in `ctx.body` announce its whole length, stop half-way and close the connection. Where
 * there is no body to cut, nothing is answered at all.
 */
export function sendHalf(ctx: Context): void {
  const whole = bytesOf(ctx.body);
  if (whole.length < 2) {
    dropConnection(ctx);
    return;
  }
  const { res } = ctx;
  ctx.body = whole;
  // By its last step, because other handlers still add headers. It never really ends, or it would count as sent.
  res.end = () => {
    res.write(whole.subarray(0, Math.floor(whole.length / 2)), () => ctx.req.socket.destroySoon());
    return res;
  };
}

function bytesOf(body: unknown): Buffer {
  if (body === undefined || body === null) return Buffer.alloc(0);
  if (Buffer.isBuffer(body)) return body;
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}
