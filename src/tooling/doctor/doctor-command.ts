import { parseArgs } from 'node:util';
import { readAddresses } from '../build/addresses.ts';
import { unseenFields } from '../build/dashboard.ts';
import { type Environment, parseEnvironment, readDotEnv } from '../build/environment.ts';
import { isOk, reportJson, reportText } from './report.ts';
import { type CheckDeps, realDeps, runChecks } from './run-checks.ts';

const USAGE = `Usage: npm run doctor -- [--json]

Checks the tenant of .env from outside. No user signs in, and nothing at the tenant changes but
its log, which shows refused requests.
Exits with 0 if every check is ok, and with 1 otherwise.

  --json  prints one JSON object instead of lines (with npm run --silent, nothing else)`;

/** `npm run doctor`: checks the tenant from outside and prints the fix of each failure. Returns the exit code. */
export async function runDoctor(
  args: readonly string[],
  environment: Environment,
  deps: CheckDeps = realDeps(environment),
): Promise<number> {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { json: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
    });
    if (values.help) {
      console.log(USAGE);
      return 0;
    }
    const config = parseEnvironment({ ...(await readDotEnv()), ...environment });
    const addresses = await readAddresses();
    const results = await runChecks(config, addresses, deps);
    const unseen = unseenFields(config, addresses);
    console.log(values.json ? reportJson(config, results) : reportText(results, unseen));
    return isOk(results) ? 0 : 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }
}
