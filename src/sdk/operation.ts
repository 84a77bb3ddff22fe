/** A request that the background sends with the user's access token when a content script requests it. */
export interface Operation {
  /** Origins of the pages whose content scripts can request the operation: `https://www.example.com`. */
  readonly pages: readonly string[];
  /**
   * Returns the request for the input of a content script. Must validate the input, because a hostile page could have written it.
   * Throws a `TypeError` for invalid input. Its message is sent to the page.
   */
  readonly request: (input: unknown) => OperationRequest;
  /** Returns the part of the API's JSON that the page receives. Default: all of it. */
  readonly answer?: (body: unknown) => unknown;
}

/** A request to an origin in `config.apiOrigins`. */
export interface OperationRequest {
  readonly url: string;
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Sent as JSON. */
  readonly body?: unknown;
}

/** The response that a content script receives. */
export interface OperationAnswer {
  /** HTTP status of the API's response. */
  readonly status: number;
  /** JSON of the API's response, or `null` if the response is not JSON. */
  readonly body: unknown;
}

/** The version of the SDK, as in `package.json`. Each message contains the sender's version. */
export const VERSION = '0.1.0';

/** `type` of messages from content scripts. */
export const OPERATION = 'latchkey.operation';

/** A message from a content script to the background. */
export interface OperationMessage {
  readonly type: typeof OPERATION;
  readonly name: string;
  readonly input: unknown;
  /** Version of the sender's SDK. */
  readonly version: string;
}

/** The background's reply. */
export type OperationReply =
  | { readonly type: 'answer'; readonly answer: OperationAnswer }
  | { readonly type: 'refused'; readonly message: string };
