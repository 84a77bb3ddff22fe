import { defineManifest } from '@crxjs/vite-plugin';
import { loadEnv } from 'vite';
import packageJson from './package.json' with { type: 'json' };

const patternOf = (origin = '') => `${new URL(origin).origin}/*`;

export default defineManifest(({ mode }) => {
  const { VITE_TENANT_ORIGIN, VITE_API_ORIGIN } = loadEnv(mode, process.cwd());
  return {
    manifest_version: 3,
    name: 'Vite with CRXJS and React',
    version: packageJson.version,
    key: 'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAnNHMJwnjvpKez1XrDqv43IVfuxkr5uXL8QV6NOwxAJKanBcUo+i0eH3W1e1pe1yE/QiBM0uWevoRmY2IV6+SbdUp/bhplFC6KjiBdUJRENnwvs7o9bJtKsq65Oojc2/yYMVq/kijxnZVOKoVYNfij4QRtOe8CaJQ9fX2ppyemAYHn3GxjuPh488yWlrpY4IPa5uT/Xr7he7m57sVTSlEK1NtPjavr855vHaEKpNpe40D1thoCNeooNXV1Ub6skHmUvADlvsrYTFSx/dpTwXZcqqom7xdapQF9UMUbdroQCOVzFrwnbhe/ViAFwKX1xkZN5w9QiYwjLiOZnK8aUDbHwIDAQAB',
    action: { default_popup: 'src/popup/index.html' },
    background: { service_worker: 'src/background/main.ts', type: 'module' },
    content_scripts: [{ js: ['src/content/main.ts'], matches: ['http://127.0.0.1/*'] }],
    permissions: ['storage', 'identity', 'alarms'],
    host_permissions: [VITE_TENANT_ORIGIN, VITE_API_ORIGIN].map(patternOf),
  };
});
