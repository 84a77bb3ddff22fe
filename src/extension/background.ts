import { type IconPaths, startBackground } from 'latchkey/background';
import { config } from './config.ts';
import { operations } from './operations.ts';
import { translateStatus } from './shared/translate.ts';

const icons = (name: string): IconPaths =>
  Object.fromEntries([16, 32, 48, 128].map((size) => [size, `icons/${name}-${size}.png`]));

startBackground(config, {
  menu: true,
  notifications: true,
  closeStorage: true,
  translate: translateStatus,
  icons: { signedIn: icons('signed-in'), signedOut: icons('signed-out') },
  operations,
});
