/**
 * Two contexts of an extension over one storage, one tenant, one clock. Whatever waits (storage, locks, network) waits for
 * a scheduler, so anything can happen in any order.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Scheduler } from 'fast-check';
import { expect, vi } from 'vitest';
import { parseStoredSession, parseStoredTokens } from '../../../src/sdk/session/parse.ts';
import { createSession } from '../../../src/sdk/session/session.ts';
import { RENEWAL_ATTEMPTS, SESSION_KEY } from '../../../src/sdk/storage/items.ts';
import { createRenewalAttempts } from '../../../src/sdk/storage/renewal-attempts.ts';
import { createSessionStore, type SessionStore } from '../../../src/sdk/storage/session-store.ts';
import type { StorageAdapter } from '../../../src/sdk/storage/storage-adapter.ts';
import { openItem } from '../../../src/sdk/storage/stored-item.ts';
import { createSessionRenewal, type SessionRenewal } from '../../../src/sdk/use-cases/session-renewal.ts';
import { promiseOf } from '../promise-of.ts';
import { unitConfig } from './config.ts';
import { MemoryLocks } from './locks.ts';
import { familyOf, ModelTenant, type Network } from './model-tenant.ts';
import { NOON, unitAuthResult } from './session.ts';

export const ACTS = ['sign in', 'sign in silently', 'sign out', 'ask for a token', 'renew if due'] as const;

type Act = (typeof ACTS)[number];
export type Happening =
  | { readonly act: Act; readonly who: number }
  | { readonly restart: number }
  | { readonly network: Network }
  | { readonly pass: number };

interface Context {
  readonly store: SessionStore;
  readonly renewal: SessionRenewal;
  readonly death: Promise<void>;
  die(): void;
  isDead: boolean;
}

/** What runs in a context. */
interface Running {
  readonly act: Act;
  readonly context: Context;
  /** The session that a sign-in begins. */
  readonly id?: string;
}

const config = unitConfig({ logout: 'local' });
const running = new AsyncLocalStorage<Running>();
const never = () => new Promise<never>(() => {});
/** Lets everything happen that waits for no scheduler. */
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

export class World {
  readonly tenant = new ModelTenant();
  readonly #scheduler: Scheduler;
  readonly #locks = new MemoryLocks();
  readonly #values = new Map<string, string>();
  /** What was asked of the storage and has not happened yet: it happens in the order of asking. */
  readonly #queue: (() => void)[] = [];
  readonly #contexts: Context[] = [];
  /** The families whose session was stored, one after the other. */
  readonly #stored: (string | null)[] = [null];
  readonly #contradictions: unknown[] = [];
  #now = NOON;

  constructor(scheduler: Scheduler) {
    this.#scheduler = scheduler;
    this.#contexts.push(this.#open(), this.#open());
    const request = async (name: string, callback: LockGrantedCallback<unknown>) => {
      const current = this.#running();
      await scheduler.schedule(Promise.resolve(), `lock ${name}`);
      const result: unknown = await this.#locks.request(name, (lock) =>
        // The browser takes the lock from a context that dies.
        current.context.isDead
          ? undefined
          : running.run(current, () => Promise.race([callback(lock), current.context.death])),
      );
      return current.context.isDead ? never() : result;
    };
    vi.stubGlobal('navigator', { locks: { request } });
  }

  begin(happening: Happening): void {
    if ('network' in happening) this.tenant.network = happening.network;
    else if ('pass' in happening) this.#now += happening.pass;
    else if ('restart' in happening) {
      this.tenant.losses += 1;
      this.#contexts[happening.restart]?.die();
      this.#contexts[happening.restart] = this.#open();
    } else void this.run(happening.act, happening.who);
  }

  /** Lets up to `steps` of what waits happen, in the scheduler's order. */
  async go(steps: number): Promise<void> {
    await turn();
    for (let step = 0; step < steps && this.#scheduler.count() > 0; step += 1) {
      await this.#scheduler.waitNext(1);
      await turn();
    }
    if (this.#contradictions.length > 0) throw this.#contradictions[0];
    // A refresh token comes again only if its successor was lost.
    if (this.tenant.losses === 0) expect(this.tenant.reuses, 'refresh tokens that came again').toBe(0);
  }

  /** Runs an act. Returns the family of the token that was handed out, or the code of the failure. */
  async run(act: Act, who: number): Promise<string | undefined> {
    const context = this.#contexts[who];
    if (context === undefined) throw new RangeError(`There is no context ${who}.`);
    const signedIn = createSession(unitAuthResult(this.tenant.signIn()), config, this.#now, () => 0.5);
    const since = this.#stored.length - 1;
    const { id } = signedIn.session;
    return running.run({ act, context, ...(act.startsWith('sign in') ? { id } : {}) }, async () => {
      switch (act) {
        case 'sign in':
          return context.store.save(signedIn).then(() => undefined);
        case 'sign in silently':
          return context.store.saveIfSignedOut(signedIn).then(() => undefined);
        case 'sign out':
          return context.store.remove().then(() => this.#check(() => expect(this.#family()).toBeNull()));
        case 'renew if due':
          return context.renewal.renewIfDue(config).then(() => undefined);
        case 'ask for a token': {
          const token = await context.renewal.accessToken(config).catch((error) => error.code);
          const handedOut = familyOf(token);
          if (handedOut === '') return token;
          this.#check(() => expect(this.#stored.slice(since), 'whose token').toContain(handedOut));
          return handedOut;
        }
      }
    });
  }

  /** Returns the family of the token, or the code of the failure, that a caller receives when everything works. */
  expected(): string {
    const family = this.#family();
    if (family === null) return 'signed-out';
    return this.tenant.ended.has(family) ? 'session-ended' : family;
  }

  #family(): string | null {
    const tokens = parseStoredTokens(this.#read(SESSION_KEY));
    return tokens === null ? null : familyOf(tokens.accessToken);
  }

  #open(): Context {
    const now = () => this.#now;
    const storage = this.#storage();
    const store = createSessionStore(storage, { active: async () => config, now });
    const renewal = createSessionRenewal({
      session: store,
      attempts: createRenewalAttempts(openItem(RENEWAL_ATTEMPTS, storage), now),
      fetch: (url, init) => this.#fetch(String(url), new URLSearchParams(String(init?.body))),
      now,
      random: () => 0.5,
      wait: () => this.#later('wait', () => {}),
    });
    const [death, end] = promiseOf<void>();
    const context: Context = {
      ...{ store, renewal, death, isDead: false },
      die() {
        context.isDead = true;
        end();
      },
    };
    return context;
  }

  #running(): Running {
    const current = running.getStore();
    if (current === undefined) throw new Error('Nothing runs.');
    return current;
  }

  async #later<T>(label: string, effect: () => T): Promise<T> {
    const { context } = this.#running();
    await this.#scheduler.schedule(Promise.resolve(), label);
    return context.isDead ? never() : effect();
  }

  #storage(): StorageAdapter {
    const ask = async <T>(label: string, effect: () => T): Promise<T> => {
      const current = this.#running();
      const results: T[] = [];
      this.#queue.push(() => void results.push(running.run(current, effect)));
      return this.#later(label, () => undefined).then(() => {
        while (results.length === 0) this.#queue.shift()?.();
        return results[0] as T;
      });
    };
    return {
      get: (key) => ask(`get ${key}`, () => this.#read(key)),
      set: (key, value) =>
        ask(`set ${key}`, () => {
          if (key === SESSION_KEY) this.#check(() => this.#expectAllowed(value));
          this.#values.set(key, JSON.stringify(value));
          this.#stored.push(this.#family());
        }),
      remove: (key) =>
        ask(`remove ${key}`, () => {
          if (key === SESSION_KEY)
            this.#check(() => expect(this.#running().act, 'who removes').toBe('sign out'));
          this.#values.delete(key);
          this.#stored.push(this.#family());
        }),
      subscribe: () => () => {},
    };
  }

  /** What may be stored is a new sign-in, or a change of the stored session. */
  #expectAllowed(value: unknown): void {
    const { act, id } = this.#running();
    const idOf = (record: unknown) => {
      const found = parseStoredSession(record);
      return found.kind === 'valid' ? found.session.id : null;
    };
    const before = idOf(this.#read(SESSION_KEY));
    expect(idOf(value), `what "${act}" stores`).toBe(id ?? before);
    if (act === 'sign in silently') expect(before, 'before a silent sign-in').toBeNull();
  }

  async #fetch(url: string, body: URLSearchParams): Promise<Response> {
    if (url.endsWith('/oauth/revoke')) {
      return this.#later('revoke', () => {
        this.tenant.ended.add(familyOf(body.get('token') ?? ''));
        return new Response();
      });
    }
    this.#check(() => expect(this.tenant.requests, 'requests at the same moment').toBe(0));
    this.tenant.requests += 1;
    const end = () => {
      this.tenant.requests -= 1;
    };
    const { context } = this.#running();
    await this.#scheduler.schedule(Promise.resolve(), 'request');
    const answer = await Promise.resolve()
      .then(() => this.tenant.respond(body.get('refresh_token') ?? ''))
      .finally(end);
    return context.isDead ? never() : this.#later('answer', () => answer);
  }

  #read(key: string): unknown {
    const text = this.#values.get(key);
    return text === undefined ? undefined : JSON.parse(text);
  }

  /** A failed assertion must not disturb the extension: `go` throws it. */
  #check(assertion: () => void): undefined {
    try {
      assertion();
    } catch (error) {
      this.#contradictions.push(error);
    }
  }
}
