import type { SessionStatus } from '../../session/status.ts';

/** What can be done from the menu of the toolbar button. */
export type MenuEntry = 'sign-in' | 'sign-out' | 'options';

/** What the menu offers for a status. `hasOptions` where the browser itself offers the options there. */
export function menuEntries(
  { kind }: SessionStatus,
  { hasOptions }: { readonly hasOptions: boolean },
): readonly MenuEntry[] {
  return [...SESSION_ENTRIES[kind], ...(hasOptions ? [] : (['options'] as const))];
}

const SESSION_ENTRIES: Readonly<Record<SessionStatus['kind'], readonly MenuEntry[]>> = {
  'signed-in': ['sign-out'],
  'signed-out': ['sign-in'],
  expired: ['sign-in'],
  unreadable: [],
};
