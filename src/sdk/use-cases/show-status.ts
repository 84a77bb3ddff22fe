import { paintBadge } from '../browser/badge.ts';
import { badgeAppearance, type StatusIcons } from '../browser/badge-appearance.ts';
import { extensionName } from '../browser/manifest.ts';
import { showMenu } from '../browser/menu.ts';
import { createReminder } from '../browser/notification.ts';
import { attempt } from '../browser/optional-api.ts';
import { createCoalescedRefresh } from '../coalesce.ts';
import { REMINDED_SESSION } from '../storage/items.ts';
import { openItem } from '../storage/stored-item.ts';
import type { Deps } from './deps.ts';

/** Returns the function that shows the session's status on the badge, in the menu and as a notification. */
export function createShowStatus({ session, settings }: Deps, icons: StatusIcons): () => Promise<void> {
  const extension = extensionName();
  const isWanted = async () => (await settings()).notify;
  const remind = createReminder({ extension, icons, reminded: openItem(REMINDED_SESSION), isWanted });
  return createCoalescedRefresh({
    read: session.status,
    show: async (status) => {
      await Promise.all([
        paintBadge(badgeAppearance(status, { extension, icons })),
        attempt(() => showMenu(status)),
        attempt(() => remind(status)),
      ]);
    },
  });
}
