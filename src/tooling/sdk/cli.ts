#!/usr/bin/env node
/** Entry of the program `latchkey`, which the package brings. */
import { runCli } from './run-cli.ts';

process.exitCode = await runCli(process.argv.slice(2), process.env);
