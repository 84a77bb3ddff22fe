/** Overrides `auth0-lock/lib/index`, which `engine/classic` imports for a class that it does not use. */
export default null;
