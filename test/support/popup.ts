/** The popup as a test sees it: a page with a state. The same for both browsers; how it is opened and closed is not. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Page } from 'puppeteer-core';
import { enter } from './enter.ts';
import type { Output, OutputKind } from './output.ts';

export type ColorScheme = 'light' | 'dark';

const POPUP_STATES = ['loading', 'signed-out', 'signing-in', 'signed-in', 'error'] as const;
/** What `<main data-state>` says. */
export type PopupState = (typeof POPUP_STATES)[number];

export interface Popup {
  /** Puppeteer's page, for everything that this interface does not offer. */
  readonly page: Page;
  /** `toolbar`: the panel that belongs to the toolbar icon. `tab`: popup.html in a tab. */
  readonly place: 'toolbar' | 'tab';
  /** True once it is gone, whoever closed it. */
  readonly closed: boolean;
  /** What this popup wrote to its console. */
  readonly consoleMessages: readonly string[];
  /** The errors that nobody caught in this popup. */
  readonly pageErrors: readonly string[];
  state(): Promise<PopupState>;
  /** Waits until the state is one of these and says which. */
  waitForState(...states: readonly PopupState[]): Promise<PopupState>;
  /** The text inside the first element that matches, once there is one. */
  text(selector: string): Promise<string>;
  /** Clicks the first element that matches, once it is visible. */
  click(selector: string): Promise<void>;
  /** Types into the first element that matches, once it is visible, after what it holds already. */
  type(selector: string, text: string): Promise<void>;
  /** The same, in the place of what it holds already. */
  fill(selector: string, text: string): Promise<void>;
  /** A picture of the popup once nothing moves in; the folders of `path` are made. */
  screenshot(path: string): Promise<void>;
  setColorScheme(scheme: ColorScheme): Promise<void>;
  /** Really closes it, and its script with it. */
  close(): Promise<void>;
}

/** What only the browser at hand knows to do. */
export interface PopupHandle {
  readonly page: Page;
  readonly place: Popup['place'];
  /** Under which key the popup's lines stand in the output. */
  readonly source: string;
  readonly setColorScheme: (scheme: ColorScheme) => Promise<void>;
  readonly close: () => Promise<void>;
}

export class PagePopup implements Popup {
  readonly page: Page;
  readonly place: Popup['place'];
  readonly #handle: PopupHandle;
  readonly #output: Output;
  readonly #timeoutMs: number;

  constructor(handle: PopupHandle, output: Output, timeoutMs: number) {
    this.page = handle.page;
    this.place = handle.place;
    this.#handle = handle;
    this.#output = output;
    this.#timeoutMs = timeoutMs;
  }

  get closed(): boolean {
    return this.page.isClosed();
  }

  get consoleMessages(): readonly string[] {
    return this.#lines('console');
  }

  get pageErrors(): readonly string[] {
    return this.#lines('error');
  }

  async state(): Promise<PopupState> {
    const said = await this.#readState();
    const state = POPUP_STATES.find((known) => known === said);
    if (state === undefined) throw new Error(`The popup has no known state: ${describe(said)}.`);
    return state;
  }

  async waitForState(...states: readonly PopupState[]): Promise<PopupState> {
    const start = performance.now();
    try {
      const reached = await this.page.waitForFunction(
        (wanted) =>
          wanted.find((state) => document.querySelector('main')?.getAttribute('data-state') === state),
        { polling: 'mutation', timeout: this.#timeoutMs },
        states,
      );
      const state = await reached.jsonValue();
      if (state !== undefined) return state;
    } catch (error) {
      throw new Error(await this.#explain(`to be ${states.join(' or ')}`, start), { cause: error });
    }
    throw new Error('waitForState needs at least one state to wait for.');
  }

  async text(selector: string): Promise<string> {
    await this.#waitFor(selector, false);
    return this.page.$eval(selector, (element) => (element.textContent ?? '').trim());
  }

  async click(selector: string): Promise<void> {
    await this.#waitFor(selector, true);
    await this.page.click(selector);
  }

  async type(selector: string, text: string): Promise<void> {
    await this.#waitFor(selector, true);
    await enter(this.page, selector, text);
  }

  async fill(selector: string, text: string): Promise<void> {
    await this.#waitFor(selector, true);
    await enter(this.page, selector, text, 'replace');
  }

  async screenshot(path: string): Promise<void> {
    await mkdir(dirname(path), { recursive: true });
    await this.page.evaluate(async () => {
      const ending = document
        .getAnimations()
        .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime));
      await Promise.allSettled(ending.map((animation) => animation.finished));
    });
    await writeFile(path, await this.page.screenshot({ type: 'png' }));
  }

  setColorScheme(scheme: ColorScheme): Promise<void> {
    return this.#handle.setColorScheme(scheme);
  }

  async close(): Promise<void> {
    if (this.closed) return;
    await this.#handle.close();
  }

  #lines(kind: OutputKind): string[] {
    return this.#output.of(this.#handle.source, kind);
  }

  async #readState(): Promise<string | null> {
    return this.page.evaluate(() => document.querySelector('main')?.getAttribute('data-state') ?? null);
  }

  async #waitFor(selector: string, visible: boolean): Promise<void> {
    const start = performance.now();
    try {
      await this.page.waitForSelector(selector, { visible, timeout: this.#timeoutMs });
    } catch (error) {
      const wish = `to show ${visible ? 'a visible ' : ''}${selector}`;
      throw new Error(await this.#explain(wish, start), { cause: error });
    }
  }

  async #explain(wish: string, start: number): Promise<string> {
    const said = this.closed
      ? 'it is closed'
      : `it is ${describe(await this.#readState().catch(() => null))}`;
    const waited = Math.round(performance.now() - start);
    return `Waited ${waited} ms for the popup ${wish}; ${said}. ${this.#output.tail()}`;
  }
}

function describe(said: string | null): string {
  return said === null ? 'without <main data-state>' : `"${said}"`;
}
