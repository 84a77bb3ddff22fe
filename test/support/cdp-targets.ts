/**
 * Chromium's pages and workers by one raw session each: what they say, from their first moment, and, for the service
 * worker, evaluating in it and stopping it. Puppeteer's own worker class is not used: it waits for ever for a context when
 * the worker restarts at the wrong moment, and every further session would keep the worker from stopping.
 */
import type { Browser, CDPSession, Protocol, Target } from 'puppeteer-core';
import type { Output, OutputEntry } from './output.ts';

/** Targets that belong to the browser itself and have no console. */
const WITHOUT_CONSOLE: ReadonlySet<string> = new Set(['browser', 'webview']);

interface Followed {
  readonly source: string;
  /** Undefined when the target was gone before anybody could listen. */
  readonly session: Promise<CDPSession | undefined>;
}

export class CdpTargets {
  readonly #browserSession: CDPSession;
  readonly #output: Output;
  readonly #followed = new WeakMap<Target, Followed>();
  #count = 0;

  private constructor(browserSession: CDPSession, output: Output) {
    this.#browserSession = browserSession;
    this.#output = output;
  }

  /** Writes into `output` what the browser's pages and workers say, for as long as the browser lives. */
  static async follow(browser: Browser, output: Output): Promise<CdpTargets> {
    const targets = new CdpTargets(await browser.target().createCDPSession(), output);
    browser.on('targetcreated', (target) => targets.#follow(target));
    for (const target of browser.targets()) targets.#follow(target);
    return targets;
  }

  /** The key under which a target's lines stand in the output. */
  sourceOf(target: Target): string {
    return this.#follow(target)?.source ?? '';
  }

  /** The value of an expression in a service worker, its promise awaited. */
  async evaluate(worker: Target, expression: string): Promise<unknown> {
    const session = await this.#expectSession(worker);
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails === undefined) return result.value;
    throw new Error(
      `In the service worker: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`,
    );
  }

  /** Bytes that the scripts of a service worker hold, after a collection of garbage. */
  async heap(worker: Target): Promise<number> {
    return heapOf(await this.#expectSession(worker));
  }

  /** The numbers of the browser's processes that run pages and workers. */
  async renderers(): Promise<number[]> {
    const { processInfo } = await this.#browserSession.send('SystemInfo.getProcessInfo');
    return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  }

  /**
   * Gives what asks a service worker to stop, as the browser would, which it does not while anybody listens.
   */
  async stopper(worker: Target): Promise<() => Promise<void>> {
    const session = await this.#expectSession(worker);
    const { targetInfo } = await session.send('Target.getTargetInfo');
    // Answered when its script has run: one that is just starting would never stop.
    await session.send('Runtime.evaluate', { expression: '0' });
    await session.detach();
    const { targetId } = targetInfo;
    return async () => void (await this.#browserSession.send('Target.closeTarget', { targetId }));
  }

  #follow(target: Target): Followed | undefined {
    const known = this.#followed.get(target);
    if (known !== undefined || WITHOUT_CONSOLE.has(target.type())) return known;
    this.#count += 1;
    const source = `target-${this.#count}`;
    const session = target.createCDPSession().then(
      (opened) => {
        listen(opened, this.#output, source, () => target.url());
        return opened;
      },
      () => undefined,
    );
    const followed = { source, session };
    this.#followed.set(target, followed);
    return followed;
  }

  async #expectSession(target: Target): Promise<CDPSession> {
    const session = await this.#follow(target)?.session;
    if (session === undefined) throw new Error('The service worker has just stopped.');
    return session;
  }
}

/** Bytes that the scripts behind a session hold, after a collection of garbage. */
export async function heapOf(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  return (await session.send('Runtime.getHeapUsage')).usedSize;
}

function listen(session: CDPSession, output: Output, source: string, address: () => string): void {
  session.on('Runtime.consoleAPICalled', ({ type, args }) => {
    const entry: OutputEntry = { source, kind: 'console', level: type, text: args.map(briefly).join(' ') };
    output.add(entry, address());
    if (args.some((argument) => argument.objectId !== undefined)) void spellOut(session, entry, args);
  });
  session.on('Runtime.exceptionThrown', ({ exceptionDetails }) => {
    const text = exceptionDetails.exception?.description ?? exceptionDetails.text;
    output.add({ source, kind: 'error', level: 'uncaught', text }, address());
  });
  session.on('Log.entryAdded', ({ entry }) => {
    output.add(
      { source, kind: 'console', level: entry.level, text: `${entry.text} ${entry.url ?? ''}`.trim() },
      address(),
    );
  });
  for (const method of ['Runtime.enable', 'Log.enable'] as const) {
    session.send(method).catch(() => {
      // A worker has no Log domain; a target that has closed has none at all.
    });
  }
}

/** What can be said of a value without asking the page. */
function briefly(value: Protocol.Runtime.RemoteObject): string {
  return value.value === undefined ? (value.description ?? value.type) : String(value.value);
}

/** Replaces `Object` in the entry by what the object holds, so that nothing in it goes unseen. */
async function spellOut(
  session: CDPSession,
  entry: OutputEntry,
  args: readonly Protocol.Runtime.RemoteObject[],
): Promise<void> {
  const texts = await Promise.all(
    args.map(async (argument) => {
      if (argument.objectId === undefined) return briefly(argument);
      try {
        const { result } = await session.send('Runtime.callFunctionOn', {
          objectId: argument.objectId,
          functionDeclaration:
            'function () { return this instanceof Error ? String(this.stack) + JSON.stringify(this) : JSON.stringify(this); }',
          returnByValue: true,
        });
        return typeof result.value === 'string' ? result.value : briefly(argument);
      } catch {
        return briefly(argument);
      }
    }),
  );
  entry.text = texts.join(' ');
}
