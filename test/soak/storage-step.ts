/** Something that the extension does to its storage, before it begins or after it is done. */
export interface StorageStep {
  readonly who: 'background' | 'popup';
  /** `keys`: the database with the key to the tokens. */
  readonly area: 'local' | 'session' | 'keys';
  readonly act: 'get' | 'set' | 'remove';
  /** The key that it is about. */
  readonly key: string;
  readonly when: 'before' | 'after';
}
