/** The version of the SDK: that of `package.json`. Each message carries the sender's. */
export const VERSION = '0.1.0';
