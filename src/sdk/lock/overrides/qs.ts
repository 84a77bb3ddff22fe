/**
 * Overrides `qs`, which auth0-js's class for one-time codes uses to build the URL of a redirect. That URL isn't used here, and
 * its parameters are plain strings, for which `URLSearchParams` is enough.
 */
export default {
  stringify(values: Readonly<Record<string, string | undefined>>): string {
    const given = Object.entries(values).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    );
    return new URLSearchParams(given).toString();
  },
};
