/** The popup: a page with a state. Each browser has its own way to open and close it. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Page } from 'puppeteer-core';
import { enter } from './enter.ts';
import type { Output } from './output.ts';
import { WAIT_MS } from './time-limits.ts';

export type ColorScheme = 'light' | 'dark';

/** The values of `<main data-state>`. */
export type PopupState = 'loading' | 'signed-out' | 'signing-in' | 'signed-in' | 'error';

/** What differs between the browsers. */
export interface PopupHandle {
  readonly page: Page;
  /** The source of the popup's lines in the output. */
  readonly source: string;
  readonly setColorScheme: (scheme: ColorScheme) => Promise<void>;
  readonly close: () => Promise<void>;
}

export class Popup {
  /** Puppeteer's page, for everything that this class does not offer. */
  readonly page: Page;
  readonly #handle: PopupHandle;
  readonly #output: Output;

  constructor(handle: PopupHandle, output: Output) {
    this.page = handle.page;
    this.#handle = handle;
    this.#output = output;
  }

  /** Whether it is closed, by the test, the browser or its own script. */
  get closed(): boolean {
    return this.page.isClosed();
  }

  /** The lines that this popup wrote to its console. */
  get consoleMessages(): readonly string[] {
    return this.#output.textsOf(this.#handle.source, 'console');
  }

  /** The uncaught errors of this popup. */
  get pageErrors(): readonly string[] {
    return this.#output.textsOf(this.#handle.source, 'error');
  }

  state(): Promise<string | null> {
    return this.page.evaluate(() => document.querySelector('main')?.getAttribute('data-state') ?? null);
  }

  /** Waits until the state is one of these. Resolves with it. */
  async waitForState(...states: readonly PopupState[]): Promise<PopupState> {
    const start = performance.now();
    try {
      const reached = await this.page.waitForFunction(
        (wanted) =>
          wanted.find((state) => document.querySelector('main')?.getAttribute('data-state') === state),
        { polling: 'mutation', timeout: WAIT_MS },
        states,
      );
      return (await reached.jsonValue()) as PopupState;
    } catch (error) {
      throw await this.#timeoutError(`to be ${states.join(' or ')}`, start, error);
    }
  }

  /** Resolves with the text of the first element that matches, once there is one. */
  async text(selector: string): Promise<string> {
    await this.#waitFor(selector, false);
    return this.page.$eval(selector, (element) => (element.textContent ?? '').trim());
  }

  /** Clicks the first element that matches, once it is visible and nothing moves, so that the click doesn't miss it. */
  async click(selector: string): Promise<void> {
    await this.#waitFor(selector, true);
    await waitForAnimations(this.page);
    await this.page.click(selector);
  }

  /** Appends to the value of the first field that matches, once it is visible. */
  async type(selector: string, text: string): Promise<void> {
    await this.#waitFor(selector, true);
    await enter(this.page, selector, text);
  }

  /** Replaces the value of the first field that matches, once it is visible. */
  async fill(selector: string, text: string): Promise<void> {
    await this.#waitFor(selector, true);
    await enter(this.page, selector, text, 'replace');
  }

  /** Writes a picture once animations have ended; makes the folders of `path`. */
  async screenshot(path: string): Promise<void> {
    await mkdir(dirname(path), { recursive: true });
    await waitForAnimations(this.page);
    await writeFile(path, await this.page.screenshot({ type: 'png' }));
  }

  setColorScheme(scheme: ColorScheme): Promise<void> {
    return this.#handle.setColorScheme(scheme);
  }

  /** Closes the page of the popup, and its script with it. */
  async close(): Promise<void> {
    if (!this.closed) await this.#handle.close();
  }

  async #waitFor(selector: string, visible: boolean): Promise<void> {
    const start = performance.now();
    try {
      await this.page.waitForSelector(selector, { visible, timeout: WAIT_MS });
    } catch (error) {
      throw await this.#timeoutError(`to show ${visible ? 'a visible ' : ''}${selector}`, start, error);
    }
  }

  async #timeoutError(goal: string, start: number, cause: unknown): Promise<Error> {
    const state = this.closed ? 'closed' : await this.state().catch(() => 'not readable');
    const waited = Math.round(performance.now() - start);
    const problem = `Waited ${waited} ms for the popup ${goal}; its state is ${state}.`;
    return new Error(`${problem} ${this.#output.tail()}`, { cause });
  }
}

/** Waits until Lock has stopped moving and all animations have ended that do not run forever. */
export async function waitForAnimations(page: Page): Promise<void> {
  // While the list of countries is open, Lock always has this class.
  await page.waitForFunction(
    () => document.querySelector('.auth0-lock:not(.auth0-lock-auxiliary) .auth0-lock-moving') === null,
    { polling: 20 },
  );
  await page.evaluate(async () => {
    const finite = document
      .getAnimations()
      .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime));
    await Promise.allSettled(finite.map((animation) => animation.finished));
  });
}
