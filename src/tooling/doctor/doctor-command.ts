import { parseArgs } from 'node:util';
import { readAddresses } from '../build/addresses.ts';
import { unseenFields } from '../build/dashboard.ts';
import { type Environment, parseEnvironment, readDotEnv } from '../build/environment.ts';
import { isWell, reportJson, reportText } from './report.ts';
import { type ExamineTools, examine, realTools } from './run-checks.ts';

const USAGE = `Usage: npm run doctor -- [--json]

Checks the tenant of .env from outside. Nobody signs in, and nothing at the tenant changes but
its log, which shows refused requests of nobody.
Ends with 0 if every check was made and is ok, and with 1 otherwise.

  --json  one JSON object in the place of the lines (with npm run --silent, nothing else)`;

/** `npm run doctor`: checks the tenant from outside and says what mends each failure. Returns the exit code. */
export async function runDoctor(
  args: readonly string[],
  environment: Environment,
  tools: ExamineTools = realTools(environment),
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
    const findings = await examine(config, addresses, tools);
    const unseen = unseenFields(config, addresses);
    console.log(values.json ? reportJson(config, findings) : reportText(findings, unseen));
    return isWell(findings) ? 0 : 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }
}
