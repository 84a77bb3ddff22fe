/** POST /dbconnections/change_password. No email is sent. */
import { refuseSuspicious } from './bot-detection.ts';
import { isDatabase } from './connections.ts';
import { asText, type Middleware, readJsonObject, refuse, route } from './http.ts';
import type { Settings } from './settings.ts';

export function changePassword(settings: Settings): Middleware {
  return route('password-reset', 'POST', '/dbconnections/change_password', async (ctx) => {
    const body = (await readJsonObject(ctx)) ?? {};
    const email = asText(body.email);
    const connection = settings.connections.filter(isDatabase).find(({ name }) => name === body.connection);
    if (body.client_id !== settings.clientId || connection === undefined || email === undefined) {
      refuse(ctx, 'password-reset-fields', 400, { error: 'email is required' });
      return;
    }
    if (refuseSuspicious(ctx, settings, 'passwordReset')) return;
    // The same answer whether the address is known or not.
    ctx.type = 'html';
    ctx.body = "We've just sent you an email to reset your password.";
  });
}
