/** The latest moment that a `Date` can hold, in milliseconds (ECMAScript 21.4.1.1). */
export const LAST_MOMENT = 8.64e15;
