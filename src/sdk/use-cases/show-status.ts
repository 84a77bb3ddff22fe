import type { Parts } from '../background-options.ts';
import { paintBadge } from '../browser/badge.ts';
import { badgeAppearance } from '../browser/badge-appearance.ts';
import { extensionIcon, extensionName } from '../browser/manifest.ts';
import { showMenu } from '../browser/menu.ts';
import { createReminder } from '../browser/notification.ts';
import { attempt } from '../browser/optional-api.ts';
import { createCoalescedRefresh } from '../coalesce.ts';
import { REMINDED_SESSION } from '../storage/items.ts';
import { openItem } from '../storage/stored-item.ts';
import type { Deps } from './deps.ts';

/** Returns the function that shows the session's status on the badge, in the menu and in a notification. */
export function createShowStatus(
  { session, settings }: Deps,
  { badge, menu, notifications, icons }: Parts,
): () => Promise<void> {
  const extension = extensionName();
  const remind = createReminder({
    extension,
    icon: icons?.signedOut[128] ?? extensionIcon(),
    reminded: openItem(REMINDED_SESSION),
    isWanted: async () => (await settings()).notify,
  });
  return createCoalescedRefresh({
    read: session.status,
    show: async (status) => {
      await Promise.all([
        badge && paintBadge(badgeAppearance(status, { extension, icons })),
        menu && attempt(() => showMenu(status)),
        notifications && attempt(() => remind(status)),
      ]);
    },
  });
}
