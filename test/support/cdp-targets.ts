/**
 * Chromium's pages and workers by one raw session each: what they say, from their first moment, and, for the service
 * worker, evaluating in it and stopping it. Puppeteer's own worker class is not used: it waits for ever for a context when
 * the worker restarts at the wrong moment, and every further session would keep the worker from stopping.
 */
import type { Browser, CDPSession, Protocol, Target } from 'puppeteer-core';
import type { Output, OutputEntry } from './output.ts';
import { poll } from './poll.ts';

/** Targets that belong to the browser itself and have no console. */
const WITHOUT_CONSOLE: ReadonlySet<string> = new Set(['browser', 'webview']);

const JUST_STOPPED = 'The service worker has just stopped.';

interface Followed {
  readonly source: string;
  /** Undefined when the target was gone before anybody could listen. */
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

  /**
   * Whether a service worker runs. One that Chromium has ended while somebody listened stays in puppeteer's list of
   * targets for as long as they do, though not in Chromium's: it is let go.
   */
  async isRunning(worker: Target): Promise<boolean> {
    const attached = await this.#follow(worker)?.attached;
    if (attached === undefined) return false;
    if (await this.#isListed(attached)) return true;
    await attached.session.detach().catch(() => {}); // Somebody else may have found it too.
    return false;
  }

  /** The value of an expression in a service worker, its promise awaited. */
  async evaluate(worker: Target, expression: string): Promise<unknown> {
    const attached = await this.#expectAttached(worker);
    const question = { expression, awaitPromise: true, returnByValue: true };
    const { result, exceptionDetails } = await this.#whileItRuns(
      attached,
      attached.session.send('Runtime.evaluate', question),
    );
    if (exceptionDetails === undefined) return result.value;
    throw new Error(
      `In the service worker: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`,
    );
  }

  /**
   * Gives what asks a service worker to stop, as the browser would, which it does not while anybody listens.
   */
  async stopper(worker: Target): Promise<() => Promise<void>> {
    const attached = await this.#expectAttached(worker);
    const { session, targetId } = attached;
    // Answered when its script has run: one that is just starting would never stop.
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

  /** What a service worker answers. One that has ended gives no answer, and no error either. */
  async #whileItRuns<T>(attached: Attached, answer: Promise<T>): Promise<T> {
    let isAnswered = false;
    const ended = async () => (isAnswered || !(await this.#isListed(attached)) ? true : undefined);
    const end = poll(ended, () => 'The service worker did not respond.');
    const silence = end.then(() => {
      if (!isAnswered) throw new Error(JUST_STOPPED);
      return answer;
    });
    try {
      return await Promise.race([answer, silence]);
    } finally {
      isAnswered = true;
    }
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
