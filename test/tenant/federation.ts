/** The tenant as a client of the identity providers. */
import { randomBytes } from 'node:crypto';
import { type Connection, kindOf } from './connections.ts';
import { asText, type Middleware, redirect, route } from './http.ts';
import type { IdpKind, IdpUser, RunningIdentityProvider } from './identity-providers.ts';
import { sendErrorPage } from './pages.ts';
import type { Refusal } from './refusals.ts';
import { hexOf, type NewProfile } from './users.ts';

/** A user who is at an identity provider. */
interface FederatedSignIn {
  /** The ID of the interaction. */
  uid: string;
  /** The whole address of the interaction. */
  returnTo: string;
  connection: Connection;
  outcome?: NewProfile | Refusal;
}

export interface Federation {
  /** Returns the address at the provider. `prompt`: that of the application, space-separated. */
  start(signIn: FederatedSignIn, hints: { loginHint: string | undefined; prompt: string }): string;
  /** GET /login/callback, which the provider redirects to. */
  callback: Middleware;
  /** Returns the provider's outcome for this interaction, once. */
  take(uid: string, state: string): FederatedSignIn['outcome'];
}

type Providers = Record<IdpKind, RunningIdentityProvider>;

export function createFederation(providers: Providers): Federation {
  const signIns = new Map<string, FederatedSignIn>();
  return {
    start(signIn, { loginHint, prompt }) {
      const state = randomBytes(24).toString('base64url');
      signIns.set(state, signIn);
      // The prompts that the provider understands too.
      const prompts = prompt.split(' ').filter((word) => ['login', 'select_account'].includes(word));
      const parameters = new URLSearchParams({
        state,
        ...(loginHint === undefined ? {} : { login_hint: loginHint }),
        ...(prompts.length === 0 ? {} : { prompt: prompts.join(' ') }),
      });
      return `${providerOf(signIn.connection, providers).origin}/authorize?${parameters}`;
    },
    callback: route('social', 'GET', '/login/callback', (ctx) => {
      const state = asText(ctx.query.state) ?? '';
      const signIn = signIns.get(state);
      if (signIn === undefined || signIn.outcome !== undefined) {
        sendErrorPage(ctx, 'federation-refused', {
          text: 'This response belongs to no sign-in. Start again.',
        });
        return;
      }
      const user = providerOf(signIn.connection, providers).redeem(asText(ctx.query.code) ?? '');
      const error = asText(ctx.query.error) ?? 'server_error';
      const error_description = asText(ctx.query.error_description) ?? error;
      signIn.outcome =
        user === undefined
          ? { behavior: 'federation-refused', error, error_description }
          : toProfile(signIn.connection, user);
      // The interaction's cookie has the path of its address; there it is seen whether this is its browser.
      redirect(ctx, `${signIn.returnTo}?${new URLSearchParams({ state })}`);
    }),
    take(uid, state) {
      const signIn = signIns.get(state);
      if (signIn?.uid !== uid) return undefined;
      signIns.delete(state);
      return signIn.outcome;
    },
  };
}

/** The identity provider of a federated connection: all of a kind have the same. */
export function providerOf<Provider>(connection: Connection, providers: Record<IdpKind, Provider>): Provider {
  return providers[kindOf(connection) === 'enterprise' ? 'enterprise' : 'social'];
}

/** Auth0's IDs: the strategy, for enterprise and custom social connections their name, and the provider's own ID. */
function toProfile(connection: Connection, { email, name }: IdpUser): NewProfile {
  const { strategy } = connection;
  const isNamed = kindOf(connection) === 'enterprise' || strategy === 'oauth2';
  const id = isNamed ? `${strategy}|${connection.name}|${hexOf(email)}` : `${strategy}|${digitsOf(email)}`;
  return { id, connection: connection.name, email, name };
}

/** Twenty-one digits, as Google has them. */
function digitsOf(email: string): string {
  return `1${BigInt(`0x${hexOf(email)}`)}`.padEnd(21, '0').slice(0, 21);
}
