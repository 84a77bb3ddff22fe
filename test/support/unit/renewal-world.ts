/**
 * A world for properties: contexts of an extension over one storage, one tenant, one clock. Whatever waits (storage,
 * locks, network) waits for a scheduler, so any order can happen. A model beside it knows what may be kept; what
 * contradicts it is found after each step.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Scheduler } from 'fast-check';
import { expect } from 'vitest';
import { LatchkeyError } from '../../../src/sdk/errors.ts';
import { parseStoredSession, parseStoredTokens } from '../../../src/sdk/session/parse.ts';
import { createSession, type Session, type Tokens } from '../../../src/sdk/session/session.ts';
import { statusAt } from '../../../src/sdk/session/status.ts';
import { RENEWAL_ATTEMPTS } from '../../../src/sdk/storage/items.ts';
import { createRenewalAttempts } from '../../../src/sdk/storage/renewal-attempts.ts';
import { SESSION_KEY, SIGNED_OUT_KEY } from '../../../src/sdk/storage/session-record.ts';
import { createSessionStore, type SessionStore } from '../../../src/sdk/storage/session-store.ts';
import type { StorageAdapter } from '../../../src/sdk/storage/storage-adapter.ts';
import { openItem } from '../../../src/sdk/storage/stored-item.ts';
import { revokeRefreshToken } from '../../../src/sdk/tenant/revoke.ts';
import { createSessionRenewal, type SessionRenewal } from '../../../src/sdk/use-cases/session-renewal.ts';
import { endAtTenant } from '../../../src/sdk/use-cases/sign-out.ts';
import { unitConfig } from './config.ts';
import { MemoryLocks } from './locks.ts';
import { ModelTenant, type Network } from './model-tenant.ts';
import { NOON } from './session.ts';

/** What a storage does: all, no writing, no writing of the session, or nothing. */
export const STORAGES = ['fine', 'full', 'full for the session', 'broken'] as const;
export type StorageState = (typeof STORAGES)[number];

/** One thing that happens. `who` is a context. */
export type Happening =
  | { readonly what: 'sign in'; readonly who: number; readonly isRenewable: boolean }
  | { readonly what: 'sign in silently'; readonly who: number }
  | { readonly what: 'sign out'; readonly who: number }
  | { readonly what: 'ask for a token'; readonly who: number }
  | { readonly what: 'look after the session'; readonly who: number }
  | { readonly what: 'restart'; readonly who: number }
  /** The context dies in the moment in which the tenant's next answer reaches it. */
  | { readonly what: 'restart at the next answer'; readonly who: number }
  | { readonly what: 'network'; readonly network: Network }
  | { readonly what: 'storage'; readonly storage: StorageState }
  | { readonly what: 'the tenant ends it' }
  | { readonly what: 'clock'; readonly by: number };

/** An operation that somebody has begun in a context. */
interface Act {
  readonly kind: 'sign in' | 'sign in silently' | 'sign out' | 'renew';
  readonly context: Context;
  /** The session that it would begin. */
  readonly id?: string;
  /** The moment at which it began. */
  readonly begunAt: number;
  /** The moment of the last thing that reached it, but for readings of the session. */
  since: number;
}

/** A page or the background, with what it has in memory. A dead one does nothing any more. */
interface Context {
  readonly store: SessionStore;
  readonly renewal: SessionRenewal;
  readonly fetch: typeof globalThis.fetch;
  readonly death: Promise<void>;
  die(): void;
  isDead: boolean;
  diesAtNextAnswer: boolean;
}

/** What the model knows of a sign-in. */
interface KnownSession {
  readonly family: string;
  readonly isRenewable: boolean;
  hasEnded: boolean;
}

const config = unitConfig({ logout: 'local' });
const never = () => new Promise<never>(() => {});
const acting = new AsyncLocalStorage<Act>();

/** Has two contexts, 0 and 1. `overlap` as of the tenant. */
export class World {
  readonly tenant: ModelTenant;
  readonly #overlap: boolean;
  readonly #scheduler: Scheduler;
  readonly #locks = new MemoryLocks();
  readonly #values = new Map<string, string>();
  /** What was asked of the storage and has not happened yet: it happens in the order of asking. */
  readonly #waiting: { happen(): void }[] = [];
  readonly #contexts: Context[];
  readonly #known = new Map<string, KnownSession>();
  /** Which session was kept from which moment on. */
  readonly #history: { readonly from: number; readonly id: string | null }[] = [{ from: 0, id: null }];
  /** When each access token ends, by what was kept with it first: a tenant may end the session before. */
  readonly #ends = new Map<string, number>();
  readonly #asking = new Set<Act>();
  readonly #contradictions: unknown[] = [];
  /** How many times a context died, or could not save what it had. */
  #losses = 0;
  #timestamp = 0;
  #now = NOON;
  #storage: StorageState = 'fine';

  constructor(scheduler: Scheduler, { overlap }: { overlap: boolean }) {
    this.#overlap = overlap;
    this.#scheduler = scheduler;
    this.tenant = new ModelTenant(overlap);
    this.#contexts = [this.#open(), this.#open()];
  }

  /** For `navigator.locks`. */
  get locks(): Pick<LockManager, 'request'> {
    const request = async (name: string, callback: LockGrantedCallback<unknown>) => {
      const act = this.#act();
      const { context } = act;
      await this.#scheduler.schedule(Promise.resolve(), `lock ${name}`);
      const alone = (lock: Lock | null) =>
        context.isDead ? undefined : acting.run(act, () => Promise.race([callback(lock), context.death]));
      const result: unknown = await this.#locks.request(name, alone);
      return context.isDead ? never() : result;
    };
    return { request } as Pick<LockManager, 'request'>;
  }

  /** Begins what happens, and waits for nothing of it. */
  begin(happening: Happening): void {
    switch (happening.what) {
      case 'network':
        this.tenant.network = happening.network;
        return;
      case 'storage':
        this.#storage = happening.storage;
        return;
      case 'clock':
        this.#now = Math.max(this.#now + happening.by, 0);
        return;
      case 'the tenant ends it': {
        const tokens = this.#keptTokens();
        if (tokens?.refreshToken) this.tenant.end(tokens.refreshToken);
        return;
      }
      case 'restart':
        this.#restart(happening.who);
        return;
      case 'restart at the next answer':
        this.#context(happening.who).diesAtNextAnswer = true;
        return;
      case 'sign in':
        this.#signIn(this.#context(happening.who), happening.isRenewable);
        return;
      case 'sign in silently':
        this.#signInSilently(this.#context(happening.who));
        return;
      case 'sign out':
        this.#signOut(this.#context(happening.who));
        return;
      case 'ask for a token':
        void this.ask(happening.who);
        return;
      case 'look after the session':
        this.#run({ kind: 'renew', context: this.#context(happening.who) }, async ({ context }) => {
          await context.renewal.renewIfDue(config).catch(expectDisk);
        });
        return;
    }
  }

  /** Lets up to `steps` of what waits happen, in the scheduler's order, and compares with the model after each. */
  async go(steps: number): Promise<void> {
    await turn();
    for (let step = 0; step < steps && this.#scheduler.count() > 0; step++) {
      await this.#scheduler.waitNext(1);
      await turn();
      this.#compare();
    }
    this.#compare();
  }

  /** Makes everything work, a day later, and nobody dies any more. */
  mend(): void {
    this.tenant.network = 'fine';
    this.#storage = 'fine';
    this.#now += 25 * 3_600_000;
    for (const context of this.#contexts) context.diesAtNextAnswer = false;
  }

  /** What somebody hears who asks for a token: the token's family, or the code of the failure. */
  async ask(who: number): Promise<string> {
    const heard = this.#run({ kind: 'renew', context: this.#context(who) }, async (act) => {
      try {
        const token = await act.context.renewal.accessToken(config);
        this.#compareToken(token, act);
        return this.tenant.familyOf(token)?.name ?? token;
      } catch (error) {
        return this.#compareFailure(error, act);
      }
    });
    return String(await heard);
  }

  /** What somebody may hear who asks for a token when everything works. */
  expected(): readonly string[] {
    const session = this.#keptSession();
    const known = session === null ? undefined : this.#known.get(session.id);
    if (session === null || known === undefined) return ['signed-out'];
    if (known.hasEnded || !known.isRenewable) return [this.#isOver(session) ? 'session-ended' : known.family];
    const isToldSo = this.tenant.familyOf(this.#keptTokens()?.refreshToken ?? '')?.saidSo === true;
    return isToldSo ? ['session-ended'] : [known.family];
  }

  #context(who: number): Context {
    const context = this.#contexts[who];
    if (context === undefined) throw new RangeError(`There is no context ${who}.`);
    return context;
  }

  #restart(who: number): void {
    this.#losses += 1;
    this.#context(who).die();
    this.#contexts[who] = this.#open();
  }

  #open(): Context {
    let end = () => {};
    const death = new Promise<void>((resolve) => {
      end = resolve;
    });
    const now = () => this.#now;
    const storage = this.#storageOf();
    const store = createSessionStore(storage, { active: async () => config, now });
    const fetch: typeof globalThis.fetch = (input, init) => this.#fetch(String(input), init);
    const context: Context = {
      store,
      renewal: createSessionRenewal({
        session: store,
        attempts: createRenewalAttempts(openItem(RENEWAL_ATTEMPTS, storage), now),
        fetch,
        now,
        random: () => 0.5,
        checkHost: async () => {},
        wait: async () => {
          await this.#scheduler.schedule(Promise.resolve(), 'wait');
          if (context.isDead) await never();
        },
      }),
      fetch,
      death,
      isDead: false,
      diesAtNextAnswer: false,
      die() {
        context.isDead = true;
        end();
      },
    };
    return context;
  }

  #act(): Act {
    const act = acting.getStore();
    if (act === undefined) throw new Error('Nobody has begun this.');
    return act;
  }

  /** Begins an act; what contradicts the model in it is found by the next comparison. */
  #run<T>(
    { kind, context, id }: Pick<Act, 'kind' | 'context' | 'id'>,
    run: (act: Act) => Promise<T>,
  ): Promise<T | undefined> {
    const act: Act = {
      kind,
      context,
      ...(id === undefined ? {} : { id }),
      begunAt: this.#timestamp,
      since: this.#timestamp,
    };
    return acting.run(act, () =>
      run(act).catch((error: unknown) => {
        this.#contradictions.push(error);
        return undefined;
      }),
    );
  }

  #signIn(context: Context, isRenewable: boolean): void {
    const signedIn = this.#newSession(isRenewable);
    void this.#run({ kind: 'sign in', context, id: signedIn.session.id }, async () => {
      const isSaved = await context.store.save(signedIn).then(() => true, expectStorageFailed);
      if (isSaved === true)
        expect(this.#keptSession()?.id, 'the session after signing in').toBe(signedIn.session.id);
    });
  }

  /** As `background.ts` does it. */
  #signInSilently(context: Context): void {
    const signedIn = this.#newSession(true);
    void this.#run({ kind: 'sign in silently', context, id: signedIn.session.id }, async () => {
      const wasSaved = await context.store.saveIfSignedOut(signedIn).catch(expectStorageFailed);
      if (wasSaved !== false) return;
      await revokeRefreshToken(config, signedIn.tokens.refreshToken ?? '', context.fetch).catch(() => {});
    });
  }

  #signOut(context: Context): void {
    const identity = { redirectUrl: 'https://extension.example/', launch: never };
    const remove = async () => {
      const removed = await context.store.remove();
      expect(this.#keptSession(), 'the session after signing out').toBeNull();
      return removed;
    };
    void this.#run({ kind: 'sign out', context }, async () => {
      const removed = await remove().catch(expectStorageFailed);
      if (removed) await endAtTenant(config, removed, { identity: () => identity, fetch: context.fetch });
    });
  }

  #newSession(isRenewable: boolean) {
    const result = this.tenant.signIn(isRenewable);
    const signedIn = createSession(result, config, this.#now, () => 0.5);
    const family = this.tenant.familyOf(result.accessToken)?.name ?? '';
    this.#known.set(signedIn.session.id, { family, isRenewable, hasEnded: false });
    return signedIn;
  }

  /** The one storage. What a context has asked for happens also where it dies meanwhile. */
  #storageOf(): StorageAdapter {
    const ask = async <T>(what: 'get' | 'set' | 'remove', key: string, effect: () => T): Promise<T> => {
      const act = this.#act();
      let outcome: { value: T } | { error: unknown } | null = null;
      this.#waiting.push({
        happen: () => {
          try {
            if (this.#fails(what, key)) {
              this.#losses += 1;
              throw new Error('disk full');
            }
            outcome = { value: acting.run(act, effect) };
          } catch (error) {
            outcome = { error };
          }
        },
      });
      await this.#scheduler.schedule(Promise.resolve(), `${what} ${key}`);
      const happened = () => outcome;
      while (happened() === null) this.#waiting.shift()?.happen();
      if (act.context.isDead) return never();
      if (what !== 'get' || key !== SESSION_KEY) act.since = this.#timestamp;
      const settled = happened();
      if (settled === null || 'error' in settled) throw settled?.error;
      return settled.value;
    };
    return {
      get: (key) => ask('get', key, () => this.#read(key)),
      set: (key, value) =>
        ask('set', key, () => {
          if (key === SESSION_KEY) this.#beforeKeeping(value);
          this.#values.set(key, JSON.stringify(value));
          if (key === SESSION_KEY) this.#remember();
        }),
      remove: (key) =>
        ask('remove', key, () => {
          if (key === SESSION_KEY) this.#beforeRemoving();
          if (key === SIGNED_OUT_KEY) this.#beforeForgettingTheWish();
          this.#values.delete(key);
          if (key === SESSION_KEY) this.#remember();
        }),
      subscribe: () => () => {},
    };
  }

  #fails(what: 'get' | 'set' | 'remove', key: string): boolean {
    switch (this.#storage) {
      case 'fine':
        return false;
      case 'full':
        return what === 'set';
      case 'full for the session':
        return what === 'set' && key === SESSION_KEY;
      case 'broken':
        return true;
    }
  }

  async #fetch(url: string, init: RequestInit = {}): Promise<Response> {
    const act = this.#act();
    const { context } = act;
    if (url.endsWith('/oauth/token')) {
      const others = [...this.#asking].filter((other) => !other.context.isDead);
      this.#note(() => expect(others, 'others who ask the tenant at the same moment').toHaveLength(0));
      this.#asking.add(act);
    }
    await this.#scheduler.schedule(Promise.resolve(), `request ${url}`);
    const answer = await Promise.resolve()
      .then(() => this.tenant.answer(url, new URLSearchParams(String(init.body))))
      .catch((error: Error) => error);
    await this.#scheduler.schedule(Promise.resolve(), `answer ${url}`);
    this.#asking.delete(act);
    if (context.diesAtNextAnswer && !context.isDead) this.#restart(this.#contexts.indexOf(context));
    if (context.isDead) return never();
    act.since = this.#timestamp;
    if (answer instanceof Error) throw answer;
    return answer;
  }

  #read(key: string): unknown {
    const json = this.#values.get(key);
    return json === undefined ? undefined : JSON.parse(json);
  }

  #keptSession(): Session | null {
    const found = parseStoredSession(this.#read(SESSION_KEY));
    return found.kind === 'valid' ? found.session : null;
  }

  #keptTokens(): Tokens | null {
    return parseStoredTokens(this.#read(SESSION_KEY));
  }

  #isOver(session: Session): boolean {
    return this.#now >= session.expiresAt;
  }

  /** Each session that was kept at some time since `moment`. */
  #keptSince(timestamp: number): (string | null)[] {
    const before = this.#history.findLastIndex(({ from }) => from <= timestamp);
    return this.#history.slice(Math.max(before, 0)).map(({ id }) => id);
  }

  /** What may be kept is a new sign-in, or what became of the session that is kept. */
  #beforeKeeping(value: unknown): void {
    const { kind, id } = this.#act();
    const found = parseStoredSession(value);
    if (found.kind !== 'valid') throw new Error('What is kept is no session.');
    const { session } = found;
    this.#note(() => {
      if (kind === 'renew')
        expect(this.#keptSession()?.id, 'the session that a renewal changes').toBe(session.id);
      else expect(session.id, 'the session that a sign-in begins').toBe(id);
      if (kind === 'sign in silently') {
        expect(this.#keptSession(), 'the session before a silent sign-in').toBeNull();
      }
      if (kind === 'sign out') expect.fail('A sign-out keeps no session.');
    });
    const known = this.#known.get(session.id);
    if (known?.isRenewable === true && session.renewAt === null) known.hasEnded = true;
  }

  #beforeRemoving(): void {
    this.#note(() => expect(this.#act().kind, 'who removes a session').toBe('sign out'));
  }

  /** Nobody is signed in against their wish. */
  #beforeForgettingTheWish(): void {
    if (this.#act().kind !== 'sign in silently') return;
    this.#note(() => expect(this.#read(SIGNED_OUT_KEY), 'the wish to stay signed out').toBeUndefined());
  }

  #remember(): void {
    this.#timestamp += 1;
    const [session, tokens] = [this.#keptSession(), this.#keptTokens()];
    this.#history.push({ from: this.#timestamp, id: session?.id ?? null });
    if (session === null || tokens === null || this.#ends.has(tokens.accessToken)) return;
    this.#ends.set(tokens.accessToken, session.expiresAt);
  }

  /** An assertion whose failure must not disturb the extension: it is found by the next comparison. */
  #note(assertion: () => void): void {
    try {
      assertion();
    } catch (error) {
      this.#contradictions.push(error);
    }
  }

  #compare(): void {
    if (this.#contradictions.length > 0) throw this.#contradictions[0];
    this.#compareReuses();
    const [session, tokens] = [this.#keptSession(), this.#keptTokens()];
    if (session === null || tokens === null) {
      expect(this.#values.has(SESSION_KEY), 'a record that cannot be read').toBe(false);
      return;
    }
    const known = this.#known.get(session.id);
    expect(this.tenant.familyOf(tokens.accessToken)?.name, 'whose access token is kept').toBe(known?.family);
    if (tokens.refreshToken !== null) {
      expect(this.tenant.familyOf(tokens.refreshToken)?.name, 'whose refresh token is kept').toBe(
        known?.family,
      );
    }
    const { kind } = statusAt({ kind: 'valid', session }, this.#now);
    if (known?.isRenewable === true) {
      expect(kind, 'the status').toBe(known.hasEnded ? 'expired' : 'signed-in');
      const isToldSo = this.tenant.familyOf(tokens.accessToken)?.saidSo;
      if (known.hasEnded) expect(isToldSo, 'the tenant has ended what is over').toBe(true);
    } else {
      expect(kind, 'the status').toBe(this.#isOver(session) ? 'expired' : 'signed-in');
    }
  }

  /** A refresh token is used again only where its successor was lost, and never after its successor was used. */
  #compareReuses(): void {
    const mayBeReused = !this.#overlap && this.#losses + this.tenant.lostAnswers > 0;
    if (!mayBeReused) expect(this.tenant.reuses, 'refresh tokens that were used again').toBe(0);
  }

  /** A token is one of the session that was kept when it was looked at last, and has not ended. */
  #compareToken(token: string, { since }: Act): void {
    const families = this.#keptSince(since).map((id) => (id === null ? null : this.#known.get(id)?.family));
    expect(families, 'whose token may be handed out').toContain(this.tenant.familyOf(token)?.name);
    expect(this.#now, 'the end of the token').toBeLessThan(this.#ends.get(token) ?? 0);
  }

  /** A failure says what is true. Gives its code. */
  #compareFailure(error: unknown, { begunAt }: Act): string {
    if (!(error instanceof LatchkeyError)) throw error;
    const kept = this.#keptSince(begunAt);
    if (error.code === 'signed-out') expect(kept, 'the sessions of somebody signed out').toContain(null);
    if (error.code === 'session-ended') {
      const isSome = kept.some((id) => {
        const known = this.#known.get(id ?? '');
        return known !== undefined && (known.hasEnded || !known.isRenewable);
      });
      expect(isSome, 'some session has ended').toBe(true);
    }
    return error.code;
  }
}

/** Lets everything happen that waits for no scheduler. */
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

function expectStorageFailed(error: unknown): void {
  expect(error).toMatchObject({ code: 'storage-failed' });
}

function expectDisk(error: unknown): void {
  expect(error).toMatchObject({ message: 'disk full' });
}
