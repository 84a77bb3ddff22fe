import { prefetchSession } from 'latchkey/prefetch-session';

// popup.html runs this before popup.js, which is larger.
prefetchSession();
