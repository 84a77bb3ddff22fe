#!/usr/bin/env node
/** Entry of the program `latchkey`, which is part of the package. */
import { runCli } from './run-cli.ts';

process.exitCode = await runCli(process.argv.slice(2), process.env);
