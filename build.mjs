#!/usr/bin/env node
import { register } from 'tsx/esm/api';

register();
const { runBuild } = await import('./src/tooling/build/build-command.ts');
process.exitCode = await runBuild(process.argv.slice(2), process.env);
