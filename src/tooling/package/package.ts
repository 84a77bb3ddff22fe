/** Entry of `npm run package`. */
import { runPackage } from './package-command.ts';

process.exitCode = await runPackage(process.argv.slice(2), process.env);
