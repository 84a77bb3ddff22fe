/** Entry of `npm run setup`. */
import { realSetupDeps, runSetup } from './setup-command.ts';
import { thisProject } from './this-project.ts';

const { argv, env } = process;
process.exitCode = await runSetup(argv.slice(2), thisProject(env), realSetupDeps(env));
