import { describeConsumer } from './describe-consumer.ts';

describeConsumer(
  {
    folder: 'wxt-react',
    prefix: 'WXT_',
    scripts: ['compile', 'build', 'build:firefox'],
    outDirs: { chromium: '.output/chrome-mv3', firefox: '.output/firefox-mv3' },
  },
  ['chromium', 'firefox'],
);
