/** Calls operations for its page, which reads the result as JSON in `data-answer` of `<html>`. */
import { callOperation } from '../../../src/sdk/content.ts';

const { dataset } = document.documentElement;

addEventListener('latchkey-call', async (event) => {
  const { name, input }: { name: string; input: unknown } =
    event instanceof CustomEvent ? JSON.parse(event.detail) : {};
  const answer = await callOperation(name, input).then(
    (answered) => ({ answered }),
    (error: unknown) => ({ refused: error instanceof Error ? error.message : '' }),
  );
  dataset.answer = JSON.stringify(answer);
});

dataset.answer = 'null';
