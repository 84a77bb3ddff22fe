import type { Breach } from './finding.ts';

const TAG = /<([a-z][a-z0-9-]*)\b((?:[^>"']|"[^"]*"|'[^']*')*)>/gi;
const ATTRIBUTE = /([^\s"'=<>/]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/g;
const LOADING_TAGS = ['iframe', 'frame', 'object', 'embed', 'base', 'applet'];

interface Tag {
  readonly name: string;
  readonly offset: number;
  readonly attributes: readonly Attribute[];
}

/** One attribute of a page's tag. */
export interface Attribute {
  readonly name: string;
  readonly value: string;
  /** Where the tag begins, in characters from 0. */
  readonly offset: number;
}

/** Every way in a page to run what is not a script of the package: script in the page, handlers, frames. */
export function pageBreaches(file: string, page: string): Breach[] {
  return tagsOf(page).flatMap(({ name, offset, attributes }): Breach[] => {
    const refuse = (found: string): Breach => ({ rule: 'script-loading', file, offset, found });
    const handlers = attributes
      .filter((attribute) => /^on/i.test(attribute.name))
      .map(({ name: on }) => refuse(on));
    if (LOADING_TAGS.includes(name)) return [...handlers, refuse(`<${name}>`)];
    const isInline = name === 'script' && !attributes.some((attribute) => attribute.name === 'src');
    return isInline ? [...handlers, refuse('<script> without src')] : handlers;
  });
}

/** The attributes of a page that name another file. */
export function fileAttributes(page: string): Attribute[] {
  const naming = ['src', 'href', 'poster', 'data', 'action'];
  return tagsOf(page).flatMap(({ attributes }) => attributes.filter(({ name }) => naming.includes(name)));
}

function tagsOf(page: string): Tag[] {
  const withoutComments = page.replace(/<!--[\s\S]*?-->/g, (comment) => ' '.repeat(comment.length));
  return [...withoutComments.matchAll(TAG)].map(({ 1: name = '', 2: rest = '', index }) => ({
    name: name.toLowerCase(),
    offset: index,
    attributes: [...rest.matchAll(ATTRIBUTE)].map(([, attribute = '', ...values]) => ({
      name: attribute.toLowerCase(),
      value: values.find((value) => value !== undefined) ?? '',
      offset: index,
    })),
  }));
}
