import { prefetchSession } from '../../sdk/storage/prefetch-session.ts';

// popup.html runs this before popup.js, which is longer.
prefetchSession();
