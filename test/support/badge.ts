/** Reading the badge, the same in both browsers. */
import type { Badge } from './browser.ts';
import type { Output } from './output.ts';
import { poll } from './poll.ts';

/** The little of the extension API that is spoken in both browsers under this name. */
declare const chrome: {
  readonly action: {
    getBadgeText(details: object): Promise<string>;
    getTitle(details: object): Promise<string>;
  };
};

/** Runs in an extension context. */
export async function readBadge(): Promise<Badge> {
  return { text: await chrome.action.getBadgeText({}), title: await chrome.action.getTitle({}) };
}

export async function pollBadge(
  read: () => Promise<Badge>,
  text: string,
  timeoutMs: number,
  output: Output,
): Promise<Badge> {
  let last: Badge | undefined;
  return poll(
    async () => {
      last = await read();
      return last.text === text ? last : undefined;
    },
    {
      timeoutMs,
      explain: () =>
        `Waited ${timeoutMs} ms for the badge "${text}"; it is ${JSON.stringify(last)}. ${output.tail()}`,
    },
  );
}
