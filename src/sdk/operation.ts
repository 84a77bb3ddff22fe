/** A request that content scripts can have the background make with the user's access token. */
export interface Operation {
  /** Origins of the pages whose content scripts can request it: `https://www.example.com`. */
  readonly pages: readonly string[];
  /**
   * Returns the request for the input of a content script. A hostile page could have written the input: check it. Throws a
   * `TypeError` for wrong input, whose message is sent to the page.
   */
  readonly request: (input: unknown) => OperationRequest;
  /** Returns the part of the API's JSON that the page can see; all of it if this is missing. */
  readonly answer?: (body: unknown) => unknown;
}

/** A request to an origin of `AUTH0_API_ORIGINS`. */
export interface OperationRequest {
  readonly url: string;
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Sent as JSON. */
  readonly body?: unknown;
}

/** What a content script receives. */
export interface OperationAnswer {
  /** The API's HTTP status. */
  readonly status: number;
  /** The API's JSON, or `null` if it sent something else. */
  readonly body: unknown;
}

/** The type of the messages of content scripts. */
export const OPERATION = 'latchkey.operation';

/** A message from a content script to the background. */
export interface OperationMessage {
  readonly type: typeof OPERATION;
  readonly name: string;
  readonly input: unknown;
  /** The version of the sender's SDK. */
  readonly version: string;
}

/** The background's reply. */
export type OperationReply =
  | { readonly type: 'answer'; readonly answer: OperationAnswer }
  | { readonly type: 'refused'; readonly message: string };
