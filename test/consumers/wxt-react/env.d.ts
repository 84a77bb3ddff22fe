interface ImportMetaEnv {
  readonly WXT_AUTH0_DOMAIN: string;
  readonly WXT_AUTH0_CLIENT_ID: string;
  readonly WXT_API_ORIGIN: string;
  readonly WXT_PAGE_ORIGIN: string;
}
