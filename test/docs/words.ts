/** Words that the documents don't use, each with the word to use instead. */
import type { Document } from './documents.ts';

/** Patterns of words, in lower case, and what to write instead. */
const DENYLIST: readonly (readonly [pattern: RegExp, instead: string])[] = [
  [/\bwhoever\b/, 'the actor: the user, the caller'],
  [/\b(?:some|no)body\b/, 'the actor: the user, no user'],
  [/\beverybody\b/, 'all users'],
  [/\bmeanwhile\b/, 'before that, while'],
  [/\bin (?:the|its) place of\b|\bin its place\b/, 'instead of'],
  [/\b(?:mend|mends|mended|mending)\b/, 'fix'],
  [/\bwhat became of\b/, 'the result of'],
  [/\b(?:is|are) of (?:this|that|the|another|an|a|no)\b/, 'belongs to'],
  [/\bthe undo\b/, 'an unsubscribe function'],
  [/\bfirst turn\b/, 'synchronously at startup'],
  [/\bturn of a click\b/, 'user gesture'],
  [/\broads?\b/, 'flow, method'],
  [/\b(?:house|room|door)s?\b/, 'project, module, entry'],
  [/\be-mails?\b/, 'email'],
  [/\blog-(?:out|in)s?\b/, 'sign-out, sign-in'],
  [/\blogs? (?:out|in)\b/, 'sign out, sign in'],
  [/\ball is well\b/, 'every check passed'],
  [/\bheeds?\b/, 'reads, respects'],
  [/(?<!there )\bis none\b/, 'isn’t'],
  [/\borganis/, 'organiz…, or the administrator'],
  [/\blicences?\b/, 'license'],
  [/\bcolours?\b/, 'color'],
  [/\bcancelled\b/, 'canceled'],
  [/\ba person\b|\bpeople\b/, 'the user, users'],
  [/\banew\b/, 'again'],
  [/\b(?:say|says|said) so\b/, 'shows it, reports it'],
  [/\bhand(?:s|ed)? out\b/, 'return'],
  [/\btells? of\b/, 'reports'],
  [/\bwish(?:es)?\b/, 'option, request'],
  [/\bawake\b/, 'running'],
  [/\bnews\b/, 'status, change'],
  [/\b(?:hears?|heard)\b/, 'receives'],
  [/\bwords of\b/, 'texts of, terms of'],
  [/\bgo(?:es)? on\b/, 'continues'],
];

/** A word of the denylist in a document. */
export interface Finding {
  /** `README.md:12`. */
  readonly place: string;
  readonly word: string;
  readonly instead: string;
}

/** Returns the words of the denylist in a document, outside of code, links and quoted identifiers. */
export function deniedWords({ file, text }: Document): Finding[] {
  return text.split('\n').flatMap((line, index) =>
    DENYLIST.flatMap(([pattern, instead]) => {
      const word = pattern.exec(withoutCode(line).toLowerCase())?.[0];
      return word === undefined ? [] : [{ place: `${file}:${index + 1}`, word, instead }];
    }),
  );
}

/** Removes code, links and URLs, which can contain names from other projects. */
function withoutCode(line: string): string {
  return line.replace(/`[^`]*`/g, '').replace(/\]\([^)]*\)|https?:\/\/\S+/g, ']');
}
