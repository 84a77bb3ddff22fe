declare const process: {
  readonly env: {
    readonly AUTH0_DOMAIN: string;
    readonly AUTH0_CLIENT_ID: string;
    readonly API_ORIGIN: string;
    readonly PAGE_ORIGIN: string;
  };
};
