/** The identity providers: a social one, which signs in with a click, and one of a company, with passwords. */
import { randomBytes } from 'node:crypto';
import { applyFaults, createTargetList, type Fault } from './faults.ts';
import { asText, type Context, readForm, redirect, route, serve } from './http.ts';
import { alertOf, escapeHtml, sendPage } from './pages.ts';

export type IdpKind = 'social' | 'enterprise';

export interface IdpUser {
  readonly email: string;
  readonly name: string;
  /** Only the enterprise provider requires it. */
  readonly password?: string;
}

export const IDP_USERS: Readonly<Record<IdpKind, readonly IdpUser[]>> = {
  social: [
    { email: 'margaret@gmail.example', name: 'Margaret Hamilton' },
    { email: 'katherine@gmail.example', name: 'Katherine Johnson' },
  ],
  enterprise: [
    { email: 'radia@corp.example', name: 'Radia Perlman', password: 'Spanning-Tree-1985' },
    { email: 'barbara@corp.example', name: 'Barbara Liskov', password: 'Substitution-1987' },
  ],
};

export interface IdentityProvider {
  /** `http://127.0.0.1:PORT`. */
  readonly origin: string;
  /** Its paths: `/authorize`, `/logout`. */
  addFault(fault: Fault): () => void;
}

export interface RunningIdentityProvider extends IdentityProvider {
  /** Returns the user of a code, once. */
  redeem(code: string): IdpUser | undefined;
  /** Removes all sessions, codes and faults. */
  reset(): void;
  close(): Promise<void>;
}

export async function startIdentityProviders(
  tenantOrigin: string,
): Promise<Record<IdpKind, RunningIdentityProvider>> {
  return {
    social: await startIdentityProvider('social', tenantOrigin),
    enterprise: await startIdentityProvider('enterprise', tenantOrigin),
  };
}

async function startIdentityProvider(kind: IdpKind, tenantOrigin: string): Promise<RunningIdentityProvider> {
  const faults = createTargetList<Fault>();
  const sessions = new Map<string, IdpUser>();
  const codes = new Map<string, IdpUser>();
  // All ports of a host share their cookies.
  const cookie = `idp_${kind}`;

  const redirectBack = (ctx: Context, parameters: Record<string, string>) => {
    const state = asText(ctx.query.state) ?? '';
    redirect(ctx, `${tenantOrigin}/login/callback?${new URLSearchParams({ state, ...parameters })}`);
  };
  const sendCode = (ctx: Context, user: IdpUser) => redirectBack(ctx, { code: addTo(codes, user) });

  const signIn = async (ctx: Context) => {
    const form = await readForm(ctx);
    const name = (form.get('account') ?? form.get('username') ?? '').trim().toLowerCase();
    const user = IDP_USERS[kind].find(({ email }) => email === name);
    if (form.has('cancel')) {
      redirectBack(ctx, { error: 'access_denied', error_description: 'The user cancelled the sign-in.' });
    } else if (user === undefined || (user.password ?? null) !== form.get('password')) {
      sendForm(ctx, kind, name, 'No account with this name and password.');
    } else {
      ctx.cookies.set(cookie, addTo(sessions, user));
      sendCode(ctx, user);
    }
  };

  const server = await serve(0, [
    applyFaults(faults, new AbortController().signal),
    route('social', 'GET', '/authorize', (ctx) => {
      const user = sessions.get(ctx.cookies.get(cookie) ?? '');
      if (user === undefined || ctx.query.prompt !== undefined)
        sendForm(ctx, kind, asText(ctx.query.login_hint) ?? '');
      else sendCode(ctx, user);
    }),
    route('social', 'POST', '/authorize', signIn),
    route('logout-federated', 'GET', '/logout', (ctx) => {
      sessions.delete(ctx.cookies.get(cookie) ?? '');
      redirect(ctx, asText(ctx.query.continue) ?? tenantOrigin);
    }),
  ]);
  return {
    ...server,
    addFault: faults.add,
    redeem(code) {
      const user = codes.get(code);
      codes.delete(code);
      return user;
    },
    reset() {
      faults.clear();
      sessions.clear();
      codes.clear();
    },
  };
}

/** Adds a user under a random name. Returns the name. */
function addTo(users: Map<string, IdpUser>, user: IdpUser): string {
  const name = randomBytes(24).toString('base64url');
  users.set(name, user);
  return name;
}

const CANCEL = '<button class="plain" name="cancel" value="yes" formnovalidate>Cancel</button>';

/** A button for each account, or fields for a name and a password. `username`: the hint, or what was typed before. */
function sendForm(ctx: Context, kind: IdpKind, username: string, problem?: string): void {
  const accounts = IDP_USERS.social.map(
    ({ name, email }) => `<button name="account" value="${email}">${name}<br>${email}</button>`,
  );
  const fields =
    '<label for="username">Corporate account</label>' +
    `<input id="username" name="username" autocomplete="username" value="${escapeHtml(username)}">` +
    '<label for="password">Password</label>' +
    '<input id="password" name="password" type="password" autocomplete="current-password">' +
    '<button type="submit">Sign in</button>';
  const form = kind === 'social' ? accounts.join('') : fields;
  sendPage(ctx, {
    behavior: 'social',
    status: problem === undefined ? 200 : 400,
    title: kind === 'social' ? 'Local social provider' : 'Local company provider',
    body: `<p class="soft">Who are you?</p>${alertOf(problem)}<form method="post">${form}${CANCEL}</form>`,
  });
}
