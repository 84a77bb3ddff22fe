/** Firefox's protocol beneath Puppeteer: raw commands, Firefox's own scope, and pages that Puppeteer does not know. */
import type { Browser, Page } from 'puppeteer-core';
import { standAlone } from './call-text.ts';

/** Methods of Puppeteer's connection that its types omit. The version of puppeteer-core is pinned. */
interface Connection {
  send(method: string, params: object): Promise<{ result: unknown }>;
  on(event: string, listener: (params: unknown) => void): unknown;
  emit(event: string, params: object): unknown;
}

interface Context {
  readonly context: string;
  readonly url: string;
}

/** The channel by which functions inside Firefox report. */
const CHANNEL = 'latchkey';

export class Bidi {
  readonly #browser: Browser;
  readonly #connection: Connection;
  /** The browser window's own document. */
  #chromeContext = '';

  private constructor(browser: Browser, connection: Connection) {
    this.#browser = browser;
    this.#connection = connection;
  }

  static async of(browser: Browser): Promise<Bidi> {
    const connection: unknown = Reflect.get(browser, 'connection');
    if (!isConnection(connection))
      throw new Error('This version of puppeteer-core hides its BiDi connection.');
    const bidi = new Bidi(browser, connection);
    const contexts = await bidi.#topContexts({ 'moz:scope': 'chrome' });
    const window = contexts.find(({ url }) => url === 'chrome://browser/content/browser.xhtml');
    if (window === undefined) throw new Error('Firefox has no window.');
    bidi.#chromeContext = window.context;
    return bidi;
  }

  async send(method: string, params: object): Promise<unknown> {
    return (await this.#connection.send(method, params)).result;
  }

  /** Runs `fn`, which can't use other functions of its module, in Firefox's own scope. */
  async inside<T>(fn: (...args: string[]) => T | Promise<T>, ...args: string[]): Promise<T> {
    return (await this.#callInside(jsonResult(fn), args.map(stringValue))) as T;
  }

  /** Runs `fn` in Firefox's own scope. It can report for as long as the browser runs. */
  async insideReporting(
    fn: (report: (event: string) => void, ...args: string[]) => void,
    onReport: (event: string) => void,
    ...args: string[]
  ): Promise<void> {
    this.#connection.on('script.message', (params) => {
      const { channel, data }: { channel?: unknown; data?: { value?: unknown } } = Object(params);
      if (channel === CHANNEL && typeof data?.value === 'string') onReport(data.value);
    });
    const report = { type: 'channel', value: { channel: CHANNEL } };
    await this.#callInside(jsonResult(fn), [report, ...args.map(stringValue)]);
  }

  /** Returns Puppeteer's page of a context that Firefox has not reported to it. */
  async adopt(context: string, url: string): Promise<Page> {
    const known = await this.#page(context);
    if (known !== undefined) return known;
    this.#connection.emit('browsingContext.contextCreated', contextInfo(context, url));
    const page = await this.#page(context);
    if (page === undefined) throw new Error('This version of puppeteer-core ignores reported contexts.');
    return page;
  }

  /** Adopts tabs that an extension's page has opened: the only ones that Firefox does not report. */
  async adoptTabs(prefix: string): Promise<void> {
    for (const { context, url } of await this.#topContexts({}))
      if (url.startsWith(prefix)) await this.adopt(context, url);
  }

  /** Reports to Puppeteer that an adopted page is gone. */
  abandon(context: string): void {
    this.#connection.emit('browsingContext.contextDestroyed', contextInfo(context, ''));
  }

  async #topContexts(scope: object): Promise<readonly Context[]> {
    const tree: unknown = await this.send('browsingContext.getTree', { ...scope, maxDepth: 0 });
    return Object(tree).contexts;
  }

  async #page(context: string): Promise<Page | undefined> {
    return (await this.#browser.pages()).find((page) => contextId(page) === context);
  }

  async #callInside(functionDeclaration: string, values: readonly object[]): Promise<unknown> {
    const response: unknown = await this.send('script.callFunction', {
      functionDeclaration,
      arguments: values,
      target: { context: this.#chromeContext },
      awaitPromise: true,
    });
    const { result, exceptionDetails } = Object(response);
    if (typeof result?.value === 'string') return JSON.parse(result.value);
    throw new Error(`Inside Firefox: ${exceptionDetails?.text ?? 'no result'}`);
  }
}

/** Returns a page's ID in the protocol. */
export function contextId(page: Page): string {
  const id: unknown = Reflect.get(page.mainFrame(), '_id');
  if (typeof id !== 'string') throw new Error('This version of puppeteer-core hides the ID of a frame.');
  return id;
}

function jsonResult<A extends readonly unknown[]>(fn: (...args: A) => unknown): string {
  return `async (...args) => JSON.stringify((await (${standAlone(fn)})(...args)) ?? null)`;
}

const stringValue = (value: string) => ({ type: 'string', value });

function contextInfo(context: string, url: string): object {
  const unused = { children: [], parent: null, originalOpener: null, userContext: 'default' };
  return { context, url, ...unused, clientWindow: '' };
}

function isConnection(value: unknown): value is Connection {
  const methods = ['send', 'on', 'emit'] satisfies (keyof Connection)[];
  return methods.every((name) => typeof Object(value)[name] === 'function');
}
