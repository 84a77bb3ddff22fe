import { afterAll } from 'vitest';
import { beginKeeping, closeKept } from './kept-browsers.ts';

// Each file of tests has its own browsers: vitest.config.ts puts this file before all of them.
beginKeeping();
afterAll(closeKept);
