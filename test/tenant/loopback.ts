/** Servers on 127.0.0.1 alone. */
import { createServer, type Server } from 'node:http';
import Koa from 'koa';
import { reportFailure } from './engine.ts';
import type { Middleware } from './http.ts';

/** Starts a server. `port` 0: any free one. `close` drops every connection. */
export async function serve(port: number, handlers: readonly Middleware[]) {
  const app = new Koa();
  for (const handler of handlers) app.use(handler);
  app.on('error', reportFailure);
  const server = createServer(app.callback());
  return { origin: `http://127.0.0.1:${await listen(server, port)}`, close: () => stop(server) };
}

/** Resolves with the port. 0 means any free one. */
export function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('The server has no port.'));
      else resolve(address.port);
    });
  });
}

/** Drops every connection and stops. */
export function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
