/** The version of the SDK, as in `package.json`. Each message contains the sender's version. */
export const VERSION = '0.1.0';
