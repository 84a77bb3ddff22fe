/** The captcha: the question at the challenge endpoints, the answer in the bodies of the forms. */
import { randomInt } from 'node:crypto';
import { createBoundedMap } from './bounded-map.ts';
import { drawCaptcha } from './captcha-image.ts';
import type { CaptchaFlow } from './captcha-settings.ts';
import { asText, type Context, type JsonObject, type Middleware, readJsonObject, sendJson } from './http.ts';
import type { Settings } from './settings.ts';

export interface Captcha {
  /** POST to the four challenge addresses. */
  challenges: Middleware;
  /**
   * Whether the body of a form has the right answer, or needs none. A question that is named by its state is
   * used up, whatever the answer.
   */
  admits(flow: CaptchaFlow, body: JsonObject, address?: string): boolean;
  /** The answer to the latest question, or to the latest one that was asked with this state. */
  answer(state?: string): string | undefined;
}

interface Room {
  settings: Settings;
  /** Whether a wrong password came from this IP address since the last right one. */
  hasFailed: (address: string) => boolean;
}

const FLOWS: ReadonlyMap<string, CaptchaFlow> = new Map([
  ['/usernamepassword/challenge', 'signIn'],
  ['/dbconnections/signup/challenge', 'signUp'],
  ['/dbconnections/change_password/challenge', 'passwordReset'],
  ['/passwordless/challenge', 'passwordless'],
]);

/** Without characters that look like others. */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const LENGTH = 6;
/** What Lock sends when a vendor's script cannot be loaded. */
const BYPASS = 'BYPASS_CAPTCHA';

export function createCaptcha({ settings, hasFailed }: Room): Captcha {
  /** By state. */
  const codes = createBoundedMap<string>(1000);

  function isRequired(flow: CaptchaFlow, address: string): boolean {
    const demand = settings.captcha[flow];
    return demand === 'after-failure' ? hasFailed(address) : demand;
  }

  function ask(ctx: Context, flow: CaptchaFlow, state: string): void {
    if (!isRequired(flow, ctx.ip)) sendJson(ctx, 200, { required: false });
    else if (settings.captchaProvider !== 'auth0') sendJson(ctx, 200, describeVendor(settings));
    else {
      const code = Array.from({ length: LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');
      codes.set(state, code);
      sendJson(ctx, 200, { required: true, provider: 'auth0', type: 'code', image: drawCaptcha(code) });
    }
  }

  return {
    challenges: async (ctx, next) => {
      const flow = FLOWS.get(ctx.path);
      if (flow === undefined || ctx.method !== 'POST') await next();
      else ask(ctx, flow, asText((await readJsonObject(ctx))?.state) ?? '');
    },
    admits(flow, body, address = '') {
      if (!isRequired(flow, address)) return true;
      const given = asText(body.captcha)?.trim().toUpperCase();
      // What a vendor would say of its token nobody here can know; that Lock gave up on it, everybody.
      if (settings.captchaProvider !== 'auth0') return given !== undefined && given !== BYPASS;
      const state = asText(body.state);
      const expected = state === undefined ? codes.latest() : codes.get(state);
      if (state !== undefined) codes.delete(state);
      return expected !== undefined && given === expected;
    },
    answer: (state) => (state === undefined ? codes.latest() : codes.get(state)),
  };
}

function describeVendor({ captchaProvider }: Settings): JsonObject {
  return {
    required: true,
    provider: captchaProvider,
    siteKey: 'latchkey-local-site-key',
    ...(captchaProvider === 'arkose' ? { clientSubdomain: 'client-api' } : {}),
  };
}
