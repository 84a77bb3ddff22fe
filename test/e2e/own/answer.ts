/** The attribute of `<html>` in which the content script leaves the answer, as JSON. */
export const ANSWER_ATTRIBUTE = 'data-latchkey-answer';
