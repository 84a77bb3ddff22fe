/**
 * One raw session for each of Chromium's pages and workers: reads their console from the start, evaluates in the service
 * worker, and stops it. Puppeteer's own worker class is not used: it waits forever for a context if the worker restarts at
 * the wrong time, and each further session would keep the worker from stopping.
 */
import type { Browser, CDPSession, Protocol, Target } from 'puppeteer-core';
import type { Output, OutputEntry } from './output.ts';
import { poll } from './poll.ts';

/** Targets of the browser itself, which have no console. */
const WITHOUT_CONSOLE: ReadonlySet<string> = new Set(['browser', 'webview']);

const JUST_STOPPED = 'The service worker has just stopped.';

interface Followed {
  readonly source: string;
  /** Undefined if the target was gone before. */
  readonly attached: Promise<Attached | undefined>;
}

interface Attached {
  readonly session: CDPSession;
  readonly targetId: string;
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

  /** Writes the console lines of the browser's pages and workers into `output`, for as long as the browser runs. */
  static async follow(browser: Browser, output: Output): Promise<CdpTargets> {
    const targets = new CdpTargets(await browser.target().createCDPSession(), output);
    browser.on('targetcreated', (target) => targets.#follow(target));
    for (const target of browser.targets()) targets.#follow(target);
    return targets;
  }

  /** Returns the source of a target's lines in the output. */
  sourceOf(target: Target): string {
    return this.#follow(target)?.source ?? '';
  }

  /**
   * Returns whether a service worker runs. One that Chromium has ended while a session was attached stays in Puppeteer's list
   * of targets, though not in Chromium's: its session is detached.
   */
  async isRunning(worker: Target): Promise<boolean> {
    const attached = await this.#follow(worker)?.attached;
    if (attached === undefined) return false;
    if (await this.#isListed(attached)) return true;
    await attached.session.detach().catch(() => {}); // It can be detached already.
    return false;
  }

  /** Resolves with the value of an expression in a service worker. */
  async evaluate(worker: Target, expression: string): Promise<unknown> {
    const attached = await this.#expectAttached(worker);
    const request = { expression, awaitPromise: true, returnByValue: true };
    const { result, exceptionDetails } = await this.#whileItRuns(
      attached,
      attached.session.send('Runtime.evaluate', request),
    );
    if (exceptionDetails === undefined) return result.value;
    throw new Error(
      `In the service worker: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`,
    );
  }

  /**
   * Returns a function that requests a service worker to stop, as the browser does. Detaches the session, with which it would
   * not stop.
   */
  async stopper(worker: Target): Promise<() => Promise<void>> {
    const attached = await this.#expectAttached(worker);
    const { session, targetId } = attached;
    // Resolves when its script has run: one that is just starting would never stop.
    await this.#whileItRuns(attached, session.send('Runtime.evaluate', { expression: '0' }));
    await session.detach();
    return async () => void (await this.#browserSession.send('Target.closeTarget', { targetId }));
  }

  #follow(target: Target): Followed | undefined {
    const known = this.#followed.get(target);
    if (known !== undefined || WITHOUT_CONSOLE.has(target.type())) return known;
    this.#count += 1;
    const source = `target-${this.#count}`;
    const attach = async () => {
      const session = await target.createCDPSession();
      listen(session, this.#output, source, () => target.url());
      const { targetInfo } = await session.send('Target.getTargetInfo');
      return { session, targetId: targetInfo.targetId };
    };
    const followed = { source, attached: attach().catch(() => undefined) };
    this.#followed.set(target, followed);
    return followed;
  }

  async #expectAttached(target: Target): Promise<Attached> {
    const attached = await this.#follow(target)?.attached;
    if (attached === undefined) throw new Error(JUST_STOPPED);
    return attached;
  }

  async #isListed({ targetId }: Attached): Promise<boolean> {
    const { targetInfos } = await this.#browserSession.send('Target.getTargets');
    return targetInfos.some((info) => info.targetId === targetId);
  }

  /** Resolves with a service worker's response. Rejects if it has ended, which the protocol does not report. */
  async #whileItRuns<T>(attached: Attached, response: Promise<T>): Promise<T> {
    let isSettled = false;
    const ended = async () => (isSettled || !(await this.#isListed(attached)) ? true : undefined);
    const end = poll(ended, () => 'The service worker did not respond.');
    const noResponse = end.then(() => {
      if (!isSettled) throw new Error(JUST_STOPPED);
      return response;
    });
    try {
      return await Promise.race([response, noResponse]);
    } finally {
      isSettled = true;
    }
  }
}

/** Returns the bytes that the scripts of a session hold after a garbage collection. */
export async function heapSize(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  return (await session.send('Runtime.getHeapUsage')).usedSize;
}

function listen(session: CDPSession, output: Output, source: string, address: () => string): void {
  session.on('Runtime.consoleAPICalled', ({ type, args }) => {
    const entry: OutputEntry = { source, kind: 'console', level: type, text: args.map(summarize).join(' ') };
    output.add(entry, address());
    if (args.some((argument) => argument.objectId !== undefined)) void expandObjects(session, entry, args);
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
      // A worker has no Log domain, a closed target has no domain.
    });
  }
}

/** Returns the text of a value that the event has. */
function summarize(value: Protocol.Runtime.RemoteObject): string {
  return value.value === undefined ? (value.description ?? value.type) : String(value.value);
}

/** Replaces `Object` in the entry by the object's content. */
async function expandObjects(
  session: CDPSession,
  entry: OutputEntry,
  args: readonly Protocol.Runtime.RemoteObject[],
): Promise<void> {
  const texts = await Promise.all(
    args.map(async (argument) => {
      if (argument.objectId === undefined) return summarize(argument);
      try {
        const { result } = await session.send('Runtime.callFunctionOn', {
          objectId: argument.objectId,
          functionDeclaration:
            'function () { return this instanceof Error ? String(this.stack) + JSON.stringify(this) : JSON.stringify(this); }',
          returnByValue: true,
        });
        return typeof result.value === 'string' ? result.value : summarize(argument);
      } catch {
        return summarize(argument);
      }
    }),
  );
  entry.text = texts.join(' ');
}
