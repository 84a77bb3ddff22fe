import { describeConsumer } from './describe-consumer.ts';

describeConsumer(
  { folder: 'vite-crxjs-react', prefix: 'VITE_', scripts: ['build'], outDirs: { chromium: 'dist' } },
  ['chromium'],
);
