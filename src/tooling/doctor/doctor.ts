/** Entry of `npm run doctor`. */
import { thisProject } from '../setup/this-project.ts';
import { runDoctor } from './doctor-command.ts';
import { realDeps } from './run-checks.ts';

const { argv, env } = process;
process.exitCode = await runDoctor(argv.slice(2), thisProject(env), realDeps(env));
