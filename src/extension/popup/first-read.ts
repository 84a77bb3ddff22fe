import { beginFirstRead } from '../../sdk/storage/first-read.ts';

// popup.html runs this before popup.js, which is longer.
beginFirstRead();
