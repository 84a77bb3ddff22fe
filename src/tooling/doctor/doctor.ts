/** Entry of `npm run doctor`. */
import { runDoctor } from './doctor-command.ts';

process.exitCode = await runDoctor(process.argv.slice(2), process.env);
