import path from 'node:path';
import type { Config } from '../../sdk/config.ts';
import { type BuildResult, build } from '../build/build.ts';
import { dashboardText } from '../build/dashboard.ts';
import { DOT_ENV, type Environment, parseEnvironment, readDotEnv } from '../build/environment.ts';
import { ROOT } from '../build/project-files.ts';
import { resultLines } from '../doctor/report.ts';
import { type CheckDeps, checkTenant, realDeps } from '../doctor/run-checks.ts';
import { shellCommand } from './auth0-cli.ts';
import { type CreatedApplication, createApplication } from './create-application.ts';
import { printSettings, readTenantSettings } from './print-settings.ts';
import { auth0Program, type RunAuth0 } from './run-auth0.ts';
import { domainOf, parseSetupOptions, type SetupOptions, USAGE } from './setup-options.ts';
import { openTerminal, type Terminal } from './terminal.ts';
import { type WrittenVariables, writeVariables } from './write-variables.ts';

/** What setting up works with. */
export interface SetupDeps extends CheckDeps {
  /** `null` where nobody can be asked. */
  readonly terminal: Terminal | null;
  /** The `.env` to write. */
  readonly file: string;
  readonly build: (environment: Environment) => Promise<Pick<BuildResult, 'config' | 'addresses'>>;
  readonly runAuth0: RunAuth0;
}

/**
 * `npm run setup`: asks for the tenant, checks that it is there, writes `.env`, builds, and prints what to enter in the
 * dashboard. Nothing is written where something is wrong. Returns the exit code.
 */
export async function runSetup(
  args: readonly string[],
  environment: Environment,
  deps: SetupDeps = realSetupDeps(environment),
): Promise<number> {
  try {
    const options = parseSetupOptions(args);
    if (options.help) {
      console.log(USAGE);
      return 0;
    }
    const variables = { ...(await readDotEnv(deps.file)), ...environment };
    if (options.print !== null) {
      console.log(await printSettings(options.print, options, variables));
      return 0;
    }
    const terminal = options.isSilent ? null : deps.terminal;
    const setUp = options.isCreating ? setUpNew : setUpKnown;
    return await setUp(options, variables, { ...deps, terminal, environment });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  } finally {
    deps.terminal?.close();
  }
}

/** With an application that is there already, whose settings are entered in the dashboard. */
async function setUpKnown(options: SetupOptions, variables: Environment, deps: SetupDeps): Promise<number> {
  const answers = await answer(options, variables, deps.terminal);
  const config = parseEnvironment({ ...variables, ...answers });
  if (!options.isUnchecked && !(await isThere(config, deps))) return 1;
  const buildConfig = await writeAndBuild(answers, variables, deps);
  console.log(dashboardText(buildConfig.config, buildConfig.addresses));
  console.log('\nSave the page, then check everything:\n\n  npm run doctor');
  return 0;
}

/** With an application that the Auth0 CLI creates. */
async function setUpNew(options: SetupOptions, variables: Environment, deps: SetupDeps): Promise<number> {
  refuseSecond(variables);
  const AUTH0_DOMAIN = domainOf(
    options.domain ?? (await answerOne('AUTH0_DOMAIN', variables, deps.terminal)),
  );
  const settings = await readTenantSettings(variables, { domain: AUTH0_DOMAIN, clientId: null });
  const created = await createApplication(settings, AUTH0_DOMAIN, {
    run: deps.runAuth0,
    say: (line) => console.log(line),
  });
  await writeAndBuild({ AUTH0_DOMAIN, AUTH0_CLIENT_ID: created.clientId }, variables, deps);
  console.log(leftText(created));
  return created.isComplete ? 0 : 1;
}

/** A second application for the same `.env` would leave the first one unused at the tenant. */
function refuseSecond({ AUTH0_CLIENT_ID: known }: Environment): void {
  if (known === undefined || known.trim() === '') return;
  throw new Error(
    `AUTH0_CLIENT_ID is set already (${known}), so nothing was created. npm run setup -- --print auth0-cli ` +
      'prints the commands that update that application; unset it to create another.',
  );
}

/** What the commands did not do, and what comes next. */
function leftText({ left }: CreatedApplication): string {
  return [
    ...(left.length === 0 ? [] : ['Left to you:', '']),
    ...left.flatMap(({ when, command }) => [`  ${when}`, `    ${shellCommand(command)}`, '']),
    'Check everything:\n\n  npm run doctor',
  ].join('\n');
}

async function writeAndBuild(answers: Responses, variables: Environment, deps: SetupDeps) {
  console.log(writtenText(await writeVariables(deps.file, answers)));
  warnOfEnvironment(answers, deps.environment);
  const buildConfig = await deps.build({ ...variables, ...answers });
  console.log('Built dist/chromium and dist/firefox.\n');
  return buildConfig;
}

function realSetupDeps(environment: Environment): SetupDeps {
  return {
    ...realDeps(environment),
    terminal: openTerminal(),
    file: DOT_ENV,
    build: (variables) => build({ environment: variables, outDir: path.join(ROOT, 'dist') }),
    runAuth0: auth0Program(environment),
  };
}

/** The variables that say which tenant and which application. */
type Responses = Readonly<{ AUTH0_DOMAIN: string; AUTH0_CLIENT_ID: string }>;

/** What is asked for: the variable, the question, and the flag with which it needs none. */
const QUESTIONS = {
  AUTH0_DOMAIN: { question: "The tenant's domain", flag: '--domain example.eu.auth0.com' },
  AUTH0_CLIENT_ID: {
    question: "The application's client ID",
    flag: '--client-id q5Mt1hXbTTvZ7mdCzXG0Tv4RXdE2hJRa',
  },
} as const;

/** What was given with the command, what somebody answers, or what is set already. */
async function answer(
  { domain, clientId }: SetupOptions,
  variables: Environment,
  terminal: Terminal | null,
): Promise<Responses> {
  return {
    AUTH0_DOMAIN: domainOf(domain ?? (await answerOne('AUTH0_DOMAIN', variables, terminal))),
    AUTH0_CLIENT_ID: (clientId ?? (await answerOne('AUTH0_CLIENT_ID', variables, terminal))).trim(),
  };
}

async function answerOne(
  name: keyof Responses,
  variables: Environment,
  terminal: Terminal | null,
): Promise<string> {
  const { question, flag } = QUESTIONS[name];
  const usual = variables[name]?.trim() || null;
  if (terminal === null) {
    if (usual !== null) return usual;
    throw new Error(`Nobody is here to be asked, and ${name} is not in .env: npm run setup -- ${flag}`);
  }
  for (;;) {
    const given = await terminal.ask(question, usual);
    const problem = problemOf(name, name === 'AUTH0_DOMAIN' ? domainOf(given) : given);
    if (problem === null) return given;
    terminal.say(problem);
  }
}

/** What a build would say of the value; `null` for a right one. */
function problemOf(name: keyof Responses, value: string): string | null {
  try {
    parseEnvironment({ AUTH0_DOMAIN: 'example.eu.auth0.com', AUTH0_CLIENT_ID: 'any', [name]: value });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Whether the tenant answers and knows the application, with what was found on the terminal. */
async function isThere(config: Config, deps: CheckDeps): Promise<boolean> {
  const { results } = await checkTenant(config, deps);
  console.log(`${resultLines(results).join('\n')}\n`);
  if (results.tenant?.kind === 'ok' && results.application?.kind === 'ok') return true;
  console.error('Nothing was written. npm run setup -- --unchecked writes and builds all the same.');
  return false;
}

function writtenText({ made, changes }: WrittenVariables): string {
  if (changes.length === 0) return '.env is as it was: it says this already.';
  return [
    made ? 'Wrote .env, from .env.example:' : 'Wrote .env; what was there before stays in it, as a comment:',
    ...changes.map(({ name, before, after }) =>
      before === null || made ? `  ${name}=${after}` : `  ${name}=${after} (was ${before})`,
    ),
  ].join('\n');
}

/** Builds read the environment before `.env`. */
function warnOfEnvironment(answers: Responses, environment: Environment): void {
  for (const [name, value] of Object.entries(answers)) {
    const stronger = environment[name];
    if (stronger === undefined || stronger === value) continue;
    console.log(
      `${name} is ${stronger} in the environment, which npm run build reads before .env: unset it.`,
    );
  }
}
