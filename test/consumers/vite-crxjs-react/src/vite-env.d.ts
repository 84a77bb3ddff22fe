interface ImportMetaEnv {
  readonly VITE_AUTH0_DOMAIN: string;
  readonly VITE_AUTH0_CLIENT_ID: string;
  readonly VITE_API_ORIGIN: string;
  readonly VITE_PAGE_ORIGIN: string;
}
