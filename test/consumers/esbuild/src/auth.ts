import { defineConfig } from 'latchkey';

export const API = process.env.API_ORIGIN;

export default defineConfig({
  domain: process.env.AUTH0_DOMAIN,
  clientId: process.env.AUTH0_CLIENT_ID,
  apiOrigins: [API],
});
