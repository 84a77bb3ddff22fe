/** Before each file: what is tested is of a build for one tenant, unless `inBuildForNoTenant` says otherwise. */
Object.assign(globalThis, { __LATCHKEY_CONFIGURABLE__: false });
