/** Overrides `auth0-lock/lib/index`. `engine/classic` imports a class from it that it does not use. */
export default null;
