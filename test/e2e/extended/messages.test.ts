import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  createMessageWorld,
  type Dictionary,
  type Language,
  lockDictionary,
  visitMessages,
} from '../../states/messages.ts';
import { layoutFaults, textsIn } from '../../states/text-faults.ts';
import { TEXTS } from '../../support/texts.ts';
import type { World } from '../world.ts';

let world: World;
beforeAll(async () => {
  world = await createMessageWorld();
});
afterAll(() => world.end());

it.each(Object.keys(TEXTS) as Language[])(
  'has room for each message, and shows no English instead, when the language is %s',
  async (language) => {
    const own = await allTexts(language);
    const english = await allTexts('en');
    const faults: string[] = [];
    await visitMessages(world, { language, scheme: 'light', width: 320 }, async (place, page) => {
      const untranslated = (await textsIn(page)).filter((text) => english.has(text) && !own.has(text));
      faults.push(...[...(await layoutFaults(page)), ...untranslated].map((fault) => `${place}: ${fault}`));
    });
    expect(faults).toEqual([]);
  },
);

async function allTexts(language: Language): Promise<Set<string>> {
  return new Set([...Object.values<string>(TEXTS[language]), ...leaves(await lockDictionary(language))]);
}

function leaves(dictionary: Dictionary): string[] {
  return Object.values(dictionary).flatMap((value) => (typeof value === 'string' ? [value] : leaves(value)));
}
