/**
 * Two contexts of an extension with one storage, one tenant and one clock. Storage, locks and network wait for a scheduler,
 * so that events happen in any order.
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
import { createSessionRenewal } from '../../../src/sdk/use-cases/session-renewal.ts';
import { promiseOf } from '../promise-of.ts';
import { unitConfig } from './config.ts';
import { MemoryLocks } from './locks.ts';
import { familyOf, ModelTenant, type Network } from './model-tenant.ts';
import { NOON, unitAuthResult } from './session.ts';

export const ACTIONS = [
  'sign in',
  'sign in silently',
  'sign out',
  'request a token',
  'renew if due',
] as const;

type Action = (typeof ACTIONS)[number];
export type WorldEvent =
  | { readonly action: Action; readonly context: number }
  | { readonly restart: number }
  | { readonly network: Network }
  /** Milliseconds. */
  | { readonly time: number };

interface Context {
  readonly store: SessionStore;
  readonly renewal: ReturnType<typeof createSessionRenewal>;
  readonly stopped: Promise<void>;
  stop(): void;
  isStopped: boolean;
}

/** An action that runs in a context. */
interface Running {
  readonly action: Action;
  readonly context: Context;
  /** The ID of the session that a sign-in creates. */
  readonly id?: string;
}

const config = unitConfig({ logout: 'local' });
const running = new AsyncLocalStorage<Running>();
const never = () => new Promise<never>(() => {});
/** Runs everything that does not wait for the scheduler. */
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

export class World {
  readonly tenant = new ModelTenant();
  readonly #scheduler: Scheduler;
  readonly #locks = new MemoryLocks();
  readonly #values = new Map<string, string>();
  /** Calls of the storage that take effect later, in their order. */
  readonly #storageCalls: (() => void)[] = [];
  readonly #contexts: Context[] = [];
  /** The families of the sessions that were stored, in order. */
  readonly #stored: (string | null)[] = [null];
  readonly #failures: unknown[] = [];
  #now = NOON;

  constructor(scheduler: Scheduler) {
    this.#scheduler = scheduler;
    this.#contexts.push(this.#open(), this.#open());
    const request = async (name: string, callback: LockGrantedCallback<unknown>) => {
      const current = currentAction();
      await scheduler.schedule(Promise.resolve(), `lock ${name}`);
      const result: unknown = await this.#locks.request(name, (lock) =>
        // The browser releases the locks of a context that stops.
        current.context.isStopped
          ? undefined
          : running.run(current, () => Promise.race([callback(lock), current.context.stopped])),
      );
      return current.context.isStopped ? never() : result;
    };
    vi.stubGlobal('navigator', { locks: { request } });
  }

  dispatch(event: WorldEvent): void {
    if ('network' in event) this.tenant.network = event.network;
    else if ('time' in event) this.#now += event.time;
    else if ('restart' in event) {
      this.tenant.losses += 1;
      this.#contexts[event.restart]?.stop();
      this.#contexts[event.restart] = this.#open();
    } else void this.run(event.action, event.context);
  }

  /** Runs up to `steps` of the scheduled steps, in the scheduler's order. Throws if an assertion has failed. */
  async advance(steps = Number.POSITIVE_INFINITY): Promise<void> {
    await turn();
    for (let step = 0; step < steps && this.#scheduler.count() > 0; step += 1) {
      await this.#scheduler.waitNext(1);
      await turn();
    }
    if (this.#failures.length > 0) throw this.#failures[0];
    // A refresh token is used again only if its successor was lost.
    if (this.tenant.losses === 0) expect(this.tenant.reuses, 'reused refresh tokens').toBe(0);
  }

  /** Runs an action. Resolves with the family of a requested token, or the code of the failure. */
  async run(action: Action, index: number): Promise<string | undefined> {
    const context = this.#contexts[index];
    if (context === undefined) throw new RangeError(`There is no context ${index}.`);
    const signedIn = createSession(unitAuthResult(this.tenant.signIn()), config, this.#now, () => 0.5);
    const since = this.#stored.length - 1;
    const id = action.startsWith('sign in') ? { id: signedIn.session.id } : {};
    return running.run({ action, context, ...id }, async () => {
      switch (action) {
        case 'sign in':
          return context.store.save(signedIn).then(() => undefined);
        case 'sign in silently':
          return context.store.saveIfSignedOut(signedIn).then(() => undefined);
        case 'sign out':
          return context.store.remove().then(() => this.#check(() => expect(this.#family()).toBeNull()));
        case 'renew if due':
          return context.renewal.renewIfDue(config).then(() => undefined);
        case 'request a token': {
          const token = await context.renewal.accessToken(config).catch((error) => error.code);
          const family = familyOf(token);
          if (family === '') return token;
          this.#check(() => expect(this.#stored.slice(since), 'family of the token').toContain(family));
          return family;
        }
      }
    });
  }

  /** Returns the family of the token, or the code of the failure, that a caller receives if nothing fails. */
  expectedToken(): string {
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
      wait: () => this.#schedule('wait', () => {}),
    });
    const [stopped, resolve] = promiseOf<void>();
    const context: Context = {
      ...{ store, renewal, stopped, isStopped: false },
      stop() {
        context.isStopped = true;
        resolve();
      },
    };
    return context;
  }

  async #schedule<T>(label: string, effect: () => T): Promise<T> {
    const { context } = currentAction();
    await this.#scheduler.schedule(Promise.resolve(), label);
    return context.isStopped ? never() : effect();
  }

  #storage(): StorageAdapter {
    const call = async <T>(label: string, effect: () => T): Promise<T> => {
      const current = currentAction();
      const results: T[] = [];
      this.#storageCalls.push(() => void results.push(running.run(current, effect)));
      await this.#schedule(label, () => {});
      while (results.length === 0) this.#storageCalls.shift()?.();
      return results[0] as T;
    };
    return {
      get: (key) => call(`get ${key}`, () => this.#read(key)),
      set: (key, value) =>
        call(`set ${key}`, () => {
          if (key === SESSION_KEY) this.#check(() => this.#expectAllowed(value));
          this.#values.set(key, JSON.stringify(value));
          this.#stored.push(this.#family());
        }),
      remove: (key) =>
        call(`remove ${key}`, () => {
          if (key === SESSION_KEY)
            this.#check(() => expect(currentAction().action, 'action that removes').toBe('sign out'));
          this.#values.delete(key);
          this.#stored.push(this.#family());
        }),
      subscribe: () => () => {},
    };
  }

  /** Only a new sign-in, or a change of the stored session, can be stored. */
  #expectAllowed(value: unknown): void {
    const { action, id } = currentAction();
    const idOf = (record: unknown) => {
      const parsed = parseStoredSession(record);
      return parsed.kind === 'valid' ? parsed.session.id : null;
    };
    const before = idOf(this.#read(SESSION_KEY));
    expect(idOf(value), `session stored by "${action}"`).toBe(id ?? before);
    if (action === 'sign in silently') expect(before, 'before a silent sign-in').toBeNull();
  }

  async #fetch(url: string, body: URLSearchParams): Promise<Response> {
    if (url.endsWith('/oauth/revoke')) {
      return this.#schedule('revoke', () => {
        this.tenant.ended.add(familyOf(body.get('token') ?? ''));
        return new Response();
      });
    }
    this.#check(() => expect(this.tenant.requests, 'parallel requests').toBe(0));
    this.tenant.requests += 1;
    const { context } = currentAction();
    await this.#scheduler.schedule(Promise.resolve(), 'request');
    this.tenant.requests -= 1;
    const response = this.tenant.respond(body.get('refresh_token') ?? '');
    return context.isStopped ? never() : this.#schedule('response', () => response);
  }

  #read(key: string): unknown {
    const text = this.#values.get(key);
    return text === undefined ? undefined : JSON.parse(text);
  }

  /** A failed assertion must not change what the extension does: `advance` throws it. */
  #check(assertion: () => void): undefined {
    try {
      assertion();
    } catch (error) {
      this.#failures.push(error);
    }
  }
}

function currentAction(): Running {
  const current = running.getStore();
  if (current === undefined) throw new Error('No action runs.');
  return current;
}
