/** Firefox's own protocol beneath Puppeteer: raw commands, Firefox's own scope, and pages that Puppeteer does not see. */
import type { Browser, Page } from 'puppeteer-core';
import { standAlone } from './call-text.ts';

/** What Puppeteer's connection can do and its types do not say. The version of puppeteer-core is pinned. */
interface Connection {
  send(method: string, params: object): Promise<{ result: unknown }>;
  on(event: string, listener: (params: unknown) => void): unknown;
  emit(event: string, params: object): unknown;
}

/** The channel by which functions inside Firefox report. */
const CHANNEL = 'latchkey';

export class Bidi {
  readonly #browser: Browser;
  readonly #connection: Connection;
  /** The browser window's own document. */
  readonly #chromeContext: string;

  private constructor(browser: Browser, connection: Connection, chromeContext: string) {
    this.#browser = browser;
    this.#connection = connection;
    this.#chromeContext = chromeContext;
  }

  static async of(browser: Browser): Promise<Bidi> {
    const connection: unknown = Reflect.get(browser, 'connection');
    if (!isConnection(connection))
      throw new Error('This version of puppeteer-core hides its BiDi connection.');
    const { result } = await connection.send('browsingContext.getTree', {
      'moz:scope': 'chrome',
      maxDepth: 0,
    });
    const chromeContext = contextOf(result, 'chrome://browser/content/browser.xhtml');
    return new Bidi(browser, connection, chromeContext);
  }

  async send(method: string, params: object): Promise<unknown> {
    return (await this.#connection.send(method, params)).result;
  }

  /** Runs `fn`, which must stand alone, in Firefox's own scope. */
  async inside<T>(fn: (...args: string[]) => T | Promise<T>, ...args: string[]): Promise<T> {
    const values = args.map((value) => ({ type: 'string', value }));
    return (await this.#callInside(jsonResult(fn), values)) as T;
  }

  /** Runs `fn` in Firefox's own scope with a first argument that reports back, for as long as the browser lives. */
  async insideReporting(
    fn: (report: (event: string) => void, ...args: string[]) => void,
    onReport: (event: string) => void,
    ...args: string[]
  ): Promise<void> {
    this.#connection.on('script.message', (params) => {
      const text = reportIn(params);
      if (text !== undefined) onReport(text);
    });
    const values = args.map((value) => ({ type: 'string', value }));
    await this.#callInside(jsonResult(fn), [{ type: 'channel', value: { channel: CHANNEL } }, ...values]);
  }

  /** Puppeteer's page for a context that is reachable now but of which Firefox has not told it. */
  async adopt(context: string, url: string): Promise<Page> {
    const known = await this.#page(context);
    if (known !== undefined) return known;
    this.#connection.emit('browsingContext.contextCreated', contextInfo(context, url));
    const page = await this.#page(context);
    if (page === undefined)
      throw new Error('This version of puppeteer-core does not take up pages that it is told of.');
    return page;
  }

  /** Puppeteer's pages for tabs that an extension's page has opened: Firefox tells it of all others by itself. */
  async adoptTabs(prefix: string): Promise<void> {
    const tree = await this.send('browsingContext.getTree', { maxDepth: 0 });
    const tabs = isRecord(tree) && Array.isArray(tree.contexts) ? tree.contexts.filter(isRecord) : [];
    for (const { context, url } of tabs) {
      if (typeof context !== 'string' || typeof url !== 'string' || !url.startsWith(prefix)) continue;
      await this.adopt(context, url);
    }
  }

  /** Tells Puppeteer that a page it was told of is gone. */
  abandon(context: string): void {
    this.#connection.emit('browsingContext.contextDestroyed', contextInfo(context, ''));
  }

  async #page(context: string): Promise<Page | undefined> {
    return (await this.#browser.pages()).find((page) => contextId(page) === context);
  }

  async #callInside(functionDeclaration: string, values: readonly object[]): Promise<unknown> {
    const result = await this.send('script.callFunction', {
      functionDeclaration,
      arguments: values,
      target: { context: this.#chromeContext },
      awaitPromise: true,
    });
    return parseResult(result);
  }
}

/** A page's id in the protocol. */
export function contextId(page: Page): string {
  const id: unknown = Reflect.get(page.mainFrame(), '_id');
  if (typeof id !== 'string') throw new Error('This version of puppeteer-core hides the id of a frame.');
  return id;
}

function jsonResult<A extends readonly unknown[]>(fn: (...args: A) => unknown): string {
  return `async (...args) => JSON.stringify((await (${standAlone(fn)})(...args)) ?? null)`;
}

function contextInfo(context: string, url: string): object {
  return {
    context,
    url,
    children: [],
    parent: null,
    originalOpener: null,
    userContext: 'default',
    clientWindow: '',
  };
}

function isConnection(value: unknown): value is Connection {
  return isRecord(value) && ['send', 'on', 'emit'].every((name) => typeof value[name] === 'function');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function contextOf(tree: unknown, url: string): string {
  const contexts = isRecord(tree) && Array.isArray(tree.contexts) ? tree.contexts : [];
  const found = contexts.filter(isRecord).find((context) => context.url === url)?.context;
  if (typeof found !== 'string') throw new Error(`Firefox shows no window (${url}).`);
  return found;
}

function reportIn(params: unknown): string | undefined {
  if (!isRecord(params) || params.channel !== CHANNEL || !isRecord(params.data)) return undefined;
  return typeof params.data.value === 'string' ? params.data.value : undefined;
}

function parseResult(result: unknown): unknown {
  if (isRecord(result) && isRecord(result.result) && typeof result.result.value === 'string') {
    return JSON.parse(result.result.value);
  }
  const details =
    isRecord(result) && isRecord(result.exceptionDetails) ? result.exceptionDetails.text : undefined;
  throw new Error(`Inside Firefox: ${typeof details === 'string' ? details : 'no result'}`);
}
