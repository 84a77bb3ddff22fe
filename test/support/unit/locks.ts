/** A request for a lock that is held or pending. */
interface Request {
  readonly name: string;
  readonly mode: LockMode;
  /** Called with the lock, or with `null` if it isn't available. */
  grant(lock: Lock | null): Promise<unknown>;
}

/**
 * Web Locks in memory, as far as `src/` uses them: exclusive and shared, in the order of requests, `ifAvailable`.
 * https://w3c.github.io/web-locks/
 */
export class MemoryLocks {
  readonly #held = new Set<Request>();
  #waiting: Request[] = [];

  request<T>(
    name: string,
    ...args: [LockGrantedCallback<T>] | [LockOptions, LockGrantedCallback<T>]
  ): Promise<T> {
    const [{ mode = 'exclusive', ifAvailable = false }, callback] = args.length === 1 ? [{}, ...args] : args;
    return new Promise<T>((resolve, reject) => {
      const request: Request = {
        name,
        mode,
        grant: async (lock) => {
          try {
            resolve(await callback(lock));
          } catch (error) {
            reject(error);
          }
        },
      };
      // A browser decides in a later turn, never within the call.
      queueMicrotask(() => {
        if (ifAvailable && !this.#isFree(request, this.#waiting)) {
          void request.grant(null);
          return;
        }
        this.#waiting.push(request);
        this.#grantAll();
      });
    });
  }

  async query(): Promise<LockManagerSnapshot> {
    const info = ({ name, mode }: Request) => ({ name, mode });
    return { held: [...this.#held].map(info), pending: this.#waiting.map(info) };
  }

  #grantAll(): void {
    for (const [index, request] of this.#waiting.entries()) {
      if (this.#held.has(request) || !this.#isFree(request, this.#waiting.slice(0, index))) continue;
      this.#held.add(request);
      const end = () => {
        this.#held.delete(request);
        this.#grantAll();
      };
      void request.grant({ name: request.name, mode: request.mode }).then(end);
    }
    this.#waiting = this.#waiting.filter((request) => !this.#held.has(request));
  }

  /** Whether no held lock and no request `before` conflicts with `request`. */
  #isFree({ name, mode }: Request, before: readonly Request[]): boolean {
    const conflicts = [...this.#held, ...before.filter((other) => !this.#held.has(other))].filter(
      (other) => other.name === name,
    );
    return conflicts.every((other) => mode === 'shared' && other.mode === 'shared');
  }
}
