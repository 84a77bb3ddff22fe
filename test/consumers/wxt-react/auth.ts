import { defineConfig } from 'latchkey';

export const API = import.meta.env.WXT_API_ORIGIN;

export default defineConfig({
  domain: import.meta.env.WXT_AUTH0_DOMAIN,
  clientId: import.meta.env.WXT_AUTH0_CLIENT_ID,
  apiOrigins: [API],
});
