/**
 * Returns the text of a response. Rejects if the body is interrupted. Rejects with a `RangeError` as soon as the text has more
 * than `limit` characters, so that an endless body isn't read completely.
 */
export async function readText({ body }: Response, limit: number): Promise<string> {
  if (body === null) return '';
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    text += decoder.decode(value, { stream: true });
    if (text.length > limit) {
      reader.cancel().catch(() => {});
      throw new RangeError(`The response has more than ${limit} characters.`);
    }
  }
}

/** Returns whether an HTTP status means that the server failed or is overloaded, and that a retry might succeed. */
export function isServerError(status: number): boolean {
  return status >= 500 || status === 429;
}
