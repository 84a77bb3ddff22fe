/** POST /dbconnections/change_password: "I forgot it". */
import { type Captcha, refuseSuspicious } from './captcha.ts';
import { isDatabase } from './connections.ts';
import { asText, type Middleware, readJsonObject, refuse, route } from './http.ts';
import type { MailedLinks } from './mailed-links.ts';
import type { Settings } from './settings.ts';
import type { UserDirectory } from './user-directory.ts';

interface Room {
  settings: Settings;
  users: UserDirectory;
  captcha: Captcha;
  links: MailedLinks;
}

export function changePassword({ settings, users, captcha, links }: Room): Middleware {
  return route('password-reset', 'POST', '/dbconnections/change_password', async (ctx) => {
    const body = (await readJsonObject(ctx)) ?? {};
    const email = asText(body.email);
    const connection = settings.connections.filter(isDatabase).find(({ name }) => name === body.connection);
    if (body.client_id !== settings.clientId || connection === undefined || email === undefined) {
      refuse(ctx, 'password-reset-fields', 400, { error: 'email is required' });
      return;
    }
    if (refuseSuspicious(ctx, settings, 'passwordReset')) return;
    if (!captcha.admits('passwordReset', body)) {
      refuse(ctx, 'captcha', 400, { code: 'invalid_captcha', error: 'Invalid captcha value' });
      return;
    }
    const user = users.byEmail(email, connection.name);
    if (user !== undefined) links.send('reset-password', user);
    // The same answer whether the address is known or not.
    ctx.type = 'html';
    ctx.body = "We've just sent you an email to reset your password.";
  });
}
