/** Cache of a value that a tenant publishes. If the value is lost, it is requested again. */
export interface TenantCache<T> {
  /** Returns the cached value, or `null` if there is none or it has expired. Never rejects. */
  read(): Promise<T | null>;
  /** Never rejects. */
  write(value: T): Promise<void>;
  /** Never rejects. */
  remove(): Promise<void>;
}
