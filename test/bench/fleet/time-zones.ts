/** Where the people are: hours that a local clock is before UTC's, and the part of the people there. */
export type TimeZones = readonly { readonly offset: number; readonly weight: number }[];

/**
 * The people of a popular extension, in per cent. An assumption, not a measurement: shares of the world's computers
 * (not telephones) with a browser for which there are extensions, by country, each country put to the offset where
 * most of its people live, without summer time; China, where few such extensions can be had, counts little.
 */
export const WORLD: TimeZones = [
  { offset: -8, weight: 5 }, // Pacific of North America
  { offset: -7, weight: 2 }, // Mountain
  { offset: -6, weight: 8 }, // Central, Mexico
  { offset: -5, weight: 11 }, // Eastern, Colombia, Peru
  { offset: -4, weight: 2 }, // Chile, Bolivia, Caribbean
  { offset: -3, weight: 8 }, // Brazil, Argentina
  { offset: 0, weight: 6 }, // United Kingdom, Portugal, west of Africa
  { offset: 1, weight: 16 }, // from Spain to Poland, Nigeria
  { offset: 2, weight: 6 }, // Ukraine, Finland, Egypt, south of Africa
  { offset: 3, weight: 7 }, // Turkey, Moscow, Arabia, east of Africa
  { offset: 4, weight: 1 }, // Gulf
  { offset: 5, weight: 2 }, // Pakistan, Kazakhstan
  { offset: 5.5, weight: 9 }, // India
  { offset: 6, weight: 1 }, // Bangladesh
  { offset: 7, weight: 6 }, // Vietnam, Thailand, west of Indonesia
  { offset: 8, weight: 4 }, // Philippines, Malaysia, Taiwan, China
  { offset: 9, weight: 4 }, // Japan, Korea
  { offset: 10, weight: 2 }, // east of Australia
];

/**
 * Everybody under one clock, as in the extension of a company: without the goal of a peak at most twice the mean. Only
 * a computer that is awake can renew, and at noon almost twice as many are as on average (the table has the number):
 * even requests spread evenly over all that time come to that, before a trouble at that hour has its echo.
 */
export const ONE_ZONE: TimeZones = [{ offset: 1, weight: 1 }];

/** The offset of the person at `place`, from 0 to 1, of all people in a row. */
export function offsetAt(zones: TimeZones, place: number): number {
  let left = place * zones.reduce((sum, { weight }) => sum + weight, 0);
  for (const { offset, weight } of zones) {
    left -= weight;
    if (left < 0) return offset;
  }
  return zones.at(-1)?.offset ?? 0;
}
