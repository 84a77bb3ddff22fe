/**
 * GET /mobile: the page where applications that watch a browser have it sent. Auth0's documents name the address,
 * not what is there.
 */
import { type Middleware, route } from './http.ts';

export function blankPage(): Middleware {
  return route('mobile-page', 'GET', '/mobile', (ctx) => {
    ctx.type = 'text/html';
    ctx.body = '<!doctype html><title>Done</title>';
  });
}
