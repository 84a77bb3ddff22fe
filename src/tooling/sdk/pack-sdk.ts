/** Entry of `npm run pack:sdk`. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { ROOT } from '../build/project-files.ts';
import { writeSdk } from './write-sdk.ts';

const folder = path.join(ROOT, 'dist/sdk');
await writeSdk(folder);
const [packed] = JSON.parse(
  execFileSync(
    'npm',
    ['pack', '--json', '--ignore-scripts', '--pack-destination', path.join(ROOT, 'dist'), folder],
    {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  ),
);
console.log(
  `dist/${packed.filename}  ${packed.size} bytes, ${packed.unpackedSize} unpacked, ${packed.entryCount} files`,
);
