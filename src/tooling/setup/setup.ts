/** Entry of `npm run setup`. */
import { runSetup } from './setup-command.ts';

process.exitCode = await runSetup(process.argv.slice(2), process.env);
