import { config } from '../config.ts';
import { startDiagnosticsPage } from './diagnostics-page.ts';

startDiagnosticsPage(config);
