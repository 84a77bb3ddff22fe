import passwordless from 'auth0-lock/lib/engine/passwordless';

/** Lock's own engine of the form for codes. Asked for late: Lock's modules need each other in a circle. */
export const codeEngine = () => passwordless.default;
