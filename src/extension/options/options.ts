import { config } from '../config.ts';
import { startOptionsPage } from './options-page.ts';

startOptionsPage(config);
