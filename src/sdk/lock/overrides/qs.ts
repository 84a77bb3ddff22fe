/**
 * Stands in for `qs`, with which auth0-js's class for codes writes the address of a redirect. Nobody asks for that
 * address here; what is written is plain names and texts, for which browsers have `URLSearchParams`.
 */
export default {
  stringify(values: Readonly<Record<string, string | undefined>>): string {
    const given = Object.entries(values).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    );
    return new URLSearchParams(given).toString();
  },
};
