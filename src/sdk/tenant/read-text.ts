/**
 * Returns the text of a response. Rejects if its body breaks off, or as soon as it has more than `limit` characters: a
 * body without end is not read to its end.
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

/** Returns whether an HTTP status says that the server failed or has too much to do, and might succeed later. */
export function isServerError(status: number): boolean {
  return status >= 500 || status === 429;
}
