/** What a tenant publishes, stored so that it need not be requested each time. Losing it costs a request. */
export interface TenantCache<T> {
  /** Returns what is stored, or `null` if there is nothing that may still be used. Never rejects. */
  read(): Promise<T | null>;
  /** Never rejects. */
  write(value: T): Promise<void>;
  /** Never rejects. */
  remove(): Promise<void>;
}
