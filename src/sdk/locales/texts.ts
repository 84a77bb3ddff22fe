import type { MessageName } from './catalogue.ts';
import type { Translate } from './language.ts';
import { translate } from './translate.ts';

/** Texts that replace the SDK's own, by name. A name in braces is a placeholder, as in `{domain} couldn't be reached.` */
export type Texts = { readonly [Name in MessageName]?: string };

/** Returns `translate` with `texts` instead of the SDK's own. */
export function translateWith(texts: Texts): Translate {
  return (name, ...values) => {
    const text = texts[name];
    if (text === undefined) return translate(name, ...values);
    const filled: Readonly<Record<string, string>> = { ...values[0] };
    return text.replace(/\{(\w+)\}/g, (placeholder, key: string) => filled[key] ?? placeholder);
  };
}
