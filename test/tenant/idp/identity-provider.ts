/** An identity provider apart from the tenant: Google, say, or a company's own. A second small OpenID provider. */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { Configuration, Provider as OidcProvider } from 'oidc-provider';
import { interactionPolicy, Provider, reportFailure } from '../engine.ts';
import { createFaults, type Fault, type Faults } from '../faults.ts';
import { asText, type Middleware, redirect, route } from '../http.ts';
import { listen, stop } from '../loopback.ts';
import { sendErrorPage } from '../pages.ts';
import { createRequestLog, type RequestLog, type TenantRequest } from '../request-log.ts';
import { endSession } from '../sessions.ts';
import { createStore, type Store } from '../store.ts';
import { idpSignIn, SIGN_IN_PREFIX } from './idp-sign-in.ts';
import { IDP_USERS } from './idp-users.ts';

export type IdpKind = 'social' | 'enterprise';

/** As tests see it. */
export interface IdentityProvider {
  /** `http://127.0.0.1:PORT`. */
  readonly origin: string;
  /** Everything that came in, in order. */
  readonly requests: readonly TenantRequest[];
  /** Sessions at the provider; with an address, those of that user. */
  sessions(email?: string): number;
  /** Trouble at the provider. Its paths: `/authorize`, `/token`, `/sign-in/…`, `/logout`, `/jwks`. */
  addFault(fault: Fault): () => void;
  clearFaults(): void;
}

export interface RunningIdentityProvider extends IdentityProvider {
  /** Forgets every session, request and fault, on the same port. */
  reset(): void;
  close(): Promise<void>;
}

export const IDP_CLIENT_ID = 'latchkey-local-tenant';

interface IdpOptions {
  kind: IdpKind;
  /** The same for the same address at every start. */
  idOf: (email: string) => string;
  /** The tenant's `http://127.0.0.1:PORT`: who may ask, and where a sign-out can lead back to. */
  tenantOrigin: string;
  /** Milliseconds since 1970; for the record of requests. */
  now: () => number;
}

const TITLES = { social: 'Local social provider', enterprise: 'Local company provider' } as const;

/** What a start made, and a reset replaces. */
interface Running {
  faults: Faults;
  store: Store;
  log: RequestLog;
  answer: ReturnType<OidcProvider['callback']>;
  /** Ends everything that waits. */
  stop(): void;
}

export async function startIdentityProvider(options: IdpOptions): Promise<RunningIdentityProvider> {
  const server = createServer();
  const origin = `http://127.0.0.1:${await listen(server, 0)}`;
  let running = run(origin, options);
  server.on('request', (request, response) => {
    running.log.record(request, response);
    running.answer(request, response);
  });
  return {
    origin,
    get requests() {
      return running.log.entries;
    },
    sessions: (email) => running.store.live(...(email === undefined ? [] : [options.idOf(email)])).sessions,
    addFault: (fault) => running.faults.add(fault),
    clearFaults: () => running.faults.clear(),
    reset() {
      running.stop();
      running = run(origin, options);
    },
    close() {
      running.stop();
      return stop(server);
    },
  };
}

function run(origin: string, options: IdpOptions): Running {
  const { kind, idOf, tenantOrigin, now } = options;
  const stopping = new AbortController();
  const faults = createFaults(stopping.signal);
  const store = createStore((id) => (id === IDP_CLIENT_ID ? describeTenant(tenantOrigin) : undefined));
  const provider = new Provider(origin, configure(options, store));
  provider.onerror = reportFailure;
  provider.on('server_error', (_ctx, error) => reportFailure(error));
  const answer = assemble(provider, [
    faults.middleware,
    logout(provider, tenantOrigin),
    idpSignIn({
      provider,
      title: TITLES[kind],
      asksForPassword: kind === 'enterprise',
      users: IDP_USERS[kind],
      idOf: ({ email }) => idOf(email),
    }),
  ]);
  return {
    faults,
    store,
    log: createRequestLog(now),
    answer,
    stop: () => stopping.abort(),
  };
}

function assemble(
  provider: OidcProvider,
  middlewares: readonly Middleware[],
): ReturnType<OidcProvider['callback']> {
  for (const middleware of middlewares) provider.use(middleware);
  return provider.callback();
}

function describeTenant(tenantOrigin: string) {
  return {
    client_id: IDP_CLIENT_ID,
    application_type: 'web' as const,
    token_endpoint_auth_method: 'none' as const,
    grant_types: ['authorization_code'],
    response_types: ['code' as const],
    redirect_uris: [`${tenantOrigin}/login/callback`],
    id_token_signed_response_alg: 'ES256' as const,
  };
}

function configure({ kind, idOf }: IdpOptions, store: Store): Configuration {
  const { base, Prompt } = interactionPolicy;
  const policy = base();
  policy.add(new Prompt({ name: 'select_account', requestable: true }), 0);
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  // All of this machine's ports share their cookies, so each provider has names of its own.
  const names = { session: `idp_${kind}`, interaction: `idp_${kind}_step`, resume: `idp_${kind}_resume` };
  return {
    adapter: store.adapter,
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'ES256' }] },
    cookies: { keys: [randomBytes(24).toString('base64url')], names },
    routes: { authorization: '/authorize', token: '/token', jwks: '/jwks' },
    claims: { openid: ['sub'], profile: ['name'], email: ['email', 'email_verified'] },
    conformIdTokenClaims: false,
    clientAuthMethods: ['none'],
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: false },
    },
    // Each sign-in has its own address, and so its own cookies: two windows do not disturb each other.
    interactions: {
      policy,
      async url(_ctx, interaction) {
        Reflect.deleteProperty(interaction, 'session');
        await interaction.persist();
        return `${SIGN_IN_PREFIX}${interaction.uid}`;
      },
    },
    findAccount(_ctx, id) {
      const user = IDP_USERS[kind].find(({ email }) => idOf(email) === id);
      if (user === undefined) return undefined;
      const { name, email } = user;
      return { accountId: id, claims: () => ({ sub: id, name, email, email_verified: true }) };
    },
    async loadExistingGrant({ oidc: { client, session, provider } }) {
      if (client === undefined || session?.accountId === undefined) return undefined;
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope('openid profile email');
      await grant.save();
      return grant;
    },
    ttl: {
      AccessToken: 3600,
      AuthorizationCode: 60,
      IdToken: 3600,
      Grant: 3600,
      Interaction: 3600,
      Session: 259_200,
    },
    renderError: (ctx, out) =>
      sendErrorPage(ctx, kind, {
        status: ctx.status,
        title: TITLES[kind],
        text: out.error_description ?? out.error,
      }),
  };
}

/** GET /logout?continue=ADDRESS: ends the browser's session here and goes back to the tenant. */
function logout(provider: OidcProvider, tenantOrigin: string): Middleware {
  return route('logout-federated', 'GET', '/logout', async (ctx) => {
    await endSession(ctx, provider);
    const target = asText(ctx.query.continue);
    if (target !== undefined && URL.canParse(target) && new URL(target).origin === tenantOrigin)
      redirect(ctx, target);
    else ctx.body = 'Signed out';
  });
}
