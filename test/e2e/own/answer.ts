/** The attribute of `<html>` in which the content script leaves the answer, as JSON. */
export const ANSWER_ATTRIBUTE = 'data-latchkey-answer';

/** The attribute of `<html>` that says that the content script listens. */
export const LISTENING_ATTRIBUTE = 'data-latchkey-listening';
