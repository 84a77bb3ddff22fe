/** Entry of `npm run package`. */
import { runPackage } from './package-command.ts';

process.exitCode = await runPackage(process.env);
