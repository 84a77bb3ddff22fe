import { describeConsumer } from './describe-consumer.ts';

describeConsumer({ folder: 'esbuild', prefix: '', scripts: ['build'], outDirs: { chromium: 'dist' } }, [
  'chromium',
]);
