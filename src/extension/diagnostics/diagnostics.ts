import { config } from '../../sdk/config.ts';
import { startDiagnosticsPage } from './diagnostics-page.ts';

startDiagnosticsPage(config);
