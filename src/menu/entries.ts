import type { SessionStatus } from '../session/status.ts';

/** What can be done from the menu of the toolbar button. */
export type MenuEntry = 'sign-in' | 'sign-out' | 'options';

/** What the menu offers for a status. `hasOptions` where the browser itself offers the options there. */
export function menuEntries(
  { kind }: SessionStatus,
  { hasOptions }: { readonly hasOptions: boolean },
): readonly MenuEntry[] {
  const options: readonly MenuEntry[] = hasOptions ? [] : ['options'];
  switch (kind) {
    case 'signed-in':
      return ['sign-out', ...options];
    case 'signed-out':
    case 'expired':
      return ['sign-in', ...options];
    case 'unreadable':
      return options;
  }
}
