import type { Breach, Rule } from './finding.ts';

/** A host with a dot in it, behind `//`: with or without the scheme, and with what follows the host. */
const ADDRESS = /(?:(?:https?|wss?|ftp):)?\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)+[^\s"'`)\\<>;]*/gi;

/** Names in the form of addresses, of XML's vocabularies: nothing is ever asked for under them. */
const NAMESPACES = [
  'http://www.w3.org/1998/Math/MathML',
  'http://www.w3.org/1999/xhtml',
  'http://www.w3.org/1999/xlink',
  'http://www.w3.org/2000/svg',
  'http://www.w3.org/XML/1998/namespace',
];

/** A text that is a host and nothing else, or a file on one, to which code may put the scheme. */
const BARE_HOST =
  /(["'`])\.?(?:[a-z0-9-]+\.)+(?:com|net|org|io|app|dev|cloud|co|me|ai|eu|uk|us|de|info|biz|xyz)(?:\/[^"'`\s]*)?\1/gi;

/** A text that ends like the address of a script. */
const SCRIPT_NAME = /(["'`])([\w@./:-]+\.[cm]?js)(?:[?#][^"'`\s]*)?\1/gi;

const REMOTE_SCRIPT = /\.[cm]?js$|\/(?:recaptcha|hcaptcha|turnstile|captcha)\b/i;

const DEVELOPMENT_HOST = /\blocalhost\b|\b127\.0\.0\.1\b|\b0\.0\.0\.0\b|\[::1\]/gi;

const SOURCE_MAP = /[#@]\s*sourceMappingURL\s*=/gi;

/** Every address in a text, and in a script every bare host too. An address of a script is a breach of its own rule. */
export function addressBreaches(file: string, text: string): Breach[] {
  const withScheme = [...text.matchAll(ADDRESS)].map((match) => ({ found: match[0], offset: match.index }));
  const bare = file.endsWith('.js')
    ? [...text.matchAll(BARE_HOST)].map((match) => ({
        found: match[0].slice(1, -1),
        offset: match.index + 1,
      }))
    : [];
  const named = [...withScheme, ...bare].filter(({ found }) => !NAMESPACES.includes(found));
  return named.map(({ found, offset }) => ({
    rule: REMOTE_SCRIPT.test(found.replace(/[?#].*$/, '')) ? 'remote-script' : 'address',
    file,
    offset,
    found,
  }));
}

/** Every name of a script in a script that is not one of the package: what a library puts behind an address. */
export function scriptNameBreaches(
  file: string,
  text: string,
  isPackaged: (name: string) => boolean,
): Breach[] {
  return [...text.matchAll(SCRIPT_NAME)].flatMap(([whole, , name = ''], index, all) => {
    const offset = (all[index]?.index ?? 0) + 1;
    // With `//` in it, it is an address, and a breach already.
    if (whole.includes('//') || isPackaged(name)) return [];
    return [{ rule: 'remote-script', file, offset, found: name } as const];
  });
}

/** Every host of development in a text. */
export function developmentHostBreaches(file: string, text: string): Breach[] {
  return matches('development-host', file, text, DEVELOPMENT_HOST);
}

/** A source map, or a reference to one. */
export function sourceMapBreaches(file: string, text: string): Breach[] {
  if (file.endsWith('.map')) return [{ rule: 'source-map', file, offset: null, found: file }];
  return matches('source-map', file, text, SOURCE_MAP);
}

function matches(rule: Rule, file: string, text: string, pattern: RegExp): Breach[] {
  return [...text.matchAll(pattern)].map((match) => ({ rule, file, offset: match.index, found: match[0] }));
}
