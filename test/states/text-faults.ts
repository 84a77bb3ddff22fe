import type { Page } from 'puppeteer-core';

/** Returns what is wrong with the layout of the page's texts: text that is cut off or overflows, and horizontal scrolling. */
export function layoutFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.documentElement;
    const faults = root.scrollWidth > root.clientWidth ? ['The page scrolls horizontally.'] : [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
      const element = node.parentElement;
      if (element === null || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
        continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const text = range.getBoundingClientRect();
      // In preformatted text, spaces at the end of a line stand outside.
      if (text.width === 0 || element.tagName === 'PRE') continue;
      for (let box: Element | null = element; box !== null && box !== root; box = box.parentElement) {
        const { left, right, top, bottom, width } = box.getBoundingClientRect();
        // Only for screen readers.
        if (width <= 1) break;
        const { display, overflow, position } = getComputedStyle(box);
        if (display === 'inline' || display === 'contents') continue;
        const isOutside = text.left < left - 1 || text.right > right + 1;
        const isCut = overflow !== 'visible' && (text.top < top - 1 || text.bottom > bottom + 1);
        if (isOutside || isCut)
          faults.push(`${box.tagName} ${box.id || box.className}: ${node.textContent?.slice(0, 60)}`);
        if (isOutside || isCut || position === 'fixed') break;
      }
    }
    return faults;
  });
}

/** Returns the visible texts and labels of the page. */
export function textsIn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found = new Set<string>();
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node !== null; node = texts.nextNode())
      if (node.parentElement?.checkVisibility() === true) found.add((node.textContent ?? '').trim());
    for (const name of ['placeholder', 'aria-label', 'title', 'alt'])
      for (const element of document.querySelectorAll(`[${name}]`))
        if (element.checkVisibility()) found.add((element.getAttribute(name) ?? '').trim());
    return [...found];
  });
}
