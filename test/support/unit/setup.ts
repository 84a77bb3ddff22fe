/** Runs before each unit test file, so it imports next to nothing: every import here costs time in every file. */
import { beforeEach, inject } from 'vitest';
import { stubBrowserI18n } from './browser-i18n.ts';

const english = inject('englishMessages');

beforeEach(() => stubBrowserI18n('en-US', english));
