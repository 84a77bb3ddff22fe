/** GET /picture/HEX.svg: the pictures of the tenant's users, drawn here instead of fetched from Gravatar. */
import type { Middleware } from './http.ts';
import { escapeHtml } from './pages.ts';
import type { UserDirectory } from './user-directory.ts';

const ADDRESS = /^\/picture\/([0-9a-f]{24})\.svg$/;

export function pictures(users: UserDirectory): Middleware {
  return async (ctx, next) => {
    const hex = ADDRESS.exec(ctx.path)?.[1];
    const all = [...users.all(), ...users.others()];
    const user = all.find(({ picture }) => picture?.endsWith(`/picture/${hex}.svg`));
    if (hex === undefined || user === undefined || ctx.method !== 'GET') {
      await next();
      return;
    }
    ctx.type = 'image/svg+xml';
    ctx.body = draw(user.name, Number.parseInt(hex.slice(0, 4), 16) % 360);
  };
}

function draw(name: string, hue: number): string {
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 80" width="80" height="80">' +
    `<rect width="80" height="80" fill="hsl(${hue} 55% 35%)"/>` +
    '<text x="40" y="40" dy=".35em" text-anchor="middle" font-family="sans-serif" font-size="34" fill="#fff">' +
    `${escapeHtml(name.charAt(0))}</text></svg>`
  );
}
