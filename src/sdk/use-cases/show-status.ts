import type { Parts } from '../background-options.ts';
import { badgeAppearance, paintBadge } from '../browser/badge.ts';
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
  { badge, menu, notifications, icons, translate }: Parts,
): () => Promise<void> {
  const extension = extensionName();
  const remind = createReminder({
    extension,
    icon: icons?.signedOut[128] ?? extensionIcon(),
    translate,
    reminded: openItem(REMINDED_SESSION),
    isWanted: async () => (await settings()).notify,
  });
  return createCoalescedRefresh({
    read: session.status,
    show: async (status) => {
      await Promise.all([
        badge && paintBadge(badgeAppearance(status, { extension, icons, translate })),
        menu && attempt(() => showMenu(status, translate)),
        notifications && attempt(() => remind(status)),
      ]);
    },
  });
}
