/** A content script of an extension that was made from this one: does for its page what the page may ask for. */
import { callOperation } from '../../../src/sdk/content.ts';
import { ANSWER_ATTRIBUTE, LISTENING_ATTRIBUTE } from './answer.ts';

addEventListener('latchkey-ask', async (event) => {
  const { name, input }: { name: string; input: unknown } =
    event instanceof CustomEvent ? JSON.parse(event.detail) : {};
  const answer = await callOperation(name, input).then(
    (answered) => ({ answered }),
    (error: unknown) => ({ refused: error instanceof Error ? error.message : '' }),
  );
  document.documentElement.setAttribute(ANSWER_ATTRIBUTE, JSON.stringify(answer));
});

document.documentElement.setAttribute(LISTENING_ATTRIBUTE, '');
