/** One thing that content scripts may have done for them with the person's access token, and no other. */
export interface Operation {
  /** Origins of the pages whose content scripts may ask for it: `https://www.example.com`. */
  readonly pages: readonly string[];
  /**
   * The request for what a content script hands in, which may come from a hostile page: check it. Throws a
   * `TypeError` whose text may be told to the page.
   */
  readonly request: (input: unknown) => OperationRequest;
  /** What of the API's JSON answer the page may see; all of it where this is missing. */
  readonly answer?: (body: unknown) => unknown;
}

/** A request to an origin of `AUTH0_API_ORIGINS`. */
export interface OperationRequest {
  readonly url: string;
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Sent as JSON. */
  readonly body?: unknown;
}

/** What a content script gets. */
export interface OperationAnswer {
  /** The API's HTTP status. */
  readonly status: number;
  /** The API's JSON, or `null` where it sent something else. */
  readonly body: unknown;
}

/** The type of the messages of content scripts. */
export const OPERATION = 'latchkey.operation';

/** What goes from a content script to the background. */
export interface OperationMessage {
  readonly type: typeof OPERATION;
  readonly name: string;
  readonly input: unknown;
}

/** What comes back. */
export type OperationReply =
  | { readonly type: 'answer'; readonly answer: OperationAnswer }
  | { readonly type: 'refused'; readonly message: string };
