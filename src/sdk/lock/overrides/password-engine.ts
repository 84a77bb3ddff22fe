import classic from 'auth0-lock/lib/engine/classic';

/** Lock's own engine of the form for passwords. Asked for late: Lock's modules need each other in a circle. */
export const passwordEngine = () => classic.default;
