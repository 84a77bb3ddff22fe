/** The captcha: the question at the challenge endpoints, the answer in the bodies of the forms. */
import { randomInt } from 'node:crypto';
import { declare } from './behaviors.ts';
import { createBoundedMap } from './bounded-map.ts';
import { drawCaptcha } from './captcha-image.ts';
import type { BotDetection, CaptchaFlow } from './captcha-settings.ts';
import {
  asText,
  type Context,
  type JsonObject,
  type Middleware,
  readJsonObject,
  refuse,
  sendJson,
} from './http.ts';
import type { Settings } from './settings.ts';

export interface Captcha {
  /** POST to the challenge addresses. */
  challenges: Middleware;
  /**
   * Whether the body of a form has the right answer, or needs none. A question that is named by its state is
   * used up, whatever the answer.
   */
  admits(flow: CaptchaFlow, body: JsonObject): boolean;
  /** The picture for the hosted page: a question by the sign-in's own id; undefined where none is required. */
  pictureFor(state: string): string | undefined;
  /** The answer to the latest question, or to the latest one that was asked with this state. */
  answer(state?: string): string | undefined;
}

/** That of a sign-in names a login transaction by its state; only the hosted page has one. */
const SIGN_IN_CHALLENGE = '/usernamepassword/challenge';
const FLOWS: ReadonlyMap<string, CaptchaFlow> = new Map([
  ['/dbconnections/signup/challenge', 'signUp'],
  ['/dbconnections/change_password/challenge', 'passwordReset'],
  ['/passwordless/challenge', 'passwordless'],
]);

/** Without characters that look like others. */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const LENGTH = 6;
/** What Lock sends when a vendor's script cannot be loaded. */
const BYPASS = 'BYPASS_CAPTCHA';

export function createCaptcha(settings: Settings): Captcha {
  /** By state. */
  const codes = createBoundedMap<string>(1000);

  function draw(state: string): string {
    const code = Array.from({ length: LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');
    codes.set(state, code);
    return drawCaptcha(code);
  }

  function ask(ctx: Context, flow: CaptchaFlow | undefined, state: string): void {
    declare(ctx, 'challenge');
    if (flow === undefined || !settings.captcha[flow]) sendJson(ctx, 200, { required: false });
    else if (settings.captchaProvider !== 'auth0') sendJson(ctx, 200, describeVendor(settings));
    else sendJson(ctx, 200, { required: true, provider: 'auth0', type: 'code', image: draw(state) });
  }

  return {
    challenges: async (ctx, next) => {
      const flow = FLOWS.get(ctx.path);
      if ((flow === undefined && ctx.path !== SIGN_IN_CHALLENGE) || ctx.method !== 'POST') await next();
      else ask(ctx, flow, asText((await readJsonObject(ctx))?.state) ?? '');
    },
    admits(flow, body) {
      if (!settings.captcha[flow]) return true;
      const given = asText(body.captcha)?.trim().toUpperCase();
      // What a vendor would say of its token nobody here can know; that Lock gave up on it, everybody.
      if (settings.captchaProvider !== 'auth0' && flow !== 'signIn')
        return given !== undefined && given !== BYPASS;
      const state = asText(body.state);
      const expected = state === undefined ? codes.latest() : codes.get(state);
      if (state !== undefined) codes.delete(state);
      return expected !== undefined && given === expected;
    },
    // The hosted page has the code in the picture, whichever provider is set: no vendor's script runs there.
    pictureFor: (state) => (settings.captcha.signIn ? draw(state) : undefined),
    answer: (state) => (state === undefined ? codes.latest() : codes.get(state)),
  };
}

function describeVendor({ captchaProvider }: Settings): JsonObject {
  return { required: true, provider: captchaProvider, siteKey: 'latchkey-local-site-key' };
}

/** Refuses a request that bot detection takes for suspicious; false if it does not. */
export function refuseSuspicious(
  ctx: Context,
  { botDetection }: Settings,
  flow: keyof BotDetection,
): boolean {
  if (!botDetection[flow]) return false;
  refuse(ctx, 'bot-detection', 401, {
    error: 'requires_verification',
    error_description: 'Suspicious request requires verification',
  });
  return true;
}
