/** Stands in for `auth0-js/dist/cordova-auth0-plugin.min.js`. Lock makes a plugin of it only if it is a function. */
export {};
