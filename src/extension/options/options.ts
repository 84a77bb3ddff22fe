import { config } from '../../sdk/config.ts';
import { startOptionsPage } from './options-page.ts';

startOptionsPage(config);
