import { describe, expect, it } from 'vitest';
import { commandsOf, problemOf } from './commands.ts';
import { documents } from './documents.ts';

it.each(await documents())('the commands of $file exist', (document) => {
  const problems = commandsOf(document).flatMap((command) => {
    const problem = problemOf(command);
    return problem === null ? [] : [`${command}: ${problem}`];
  });
  expect(problems).toEqual([]);
});

describe('problemOf', () => {
  it.each([
    ['npm run biuld', 'no script biuld'],
    ['npm start -- --bowser=firefox', 'no script reads --bowser'],
    ['npm start --browser=firefox', 'needs --'],
    ['npx vitset run', 'vitset is not installed'],
    ['npx vitest run --config test/vitest.config.ts test/sesion', 'no test matches test/sesion'],
    ['AUTH0_LOGN=hosted npm start', 'AUTH0_LOGN is not an option'],
    ['npx latchkey docter', 'no command docter'],
    ['yarn test', '"yarn" is an unknown program'],
  ])('reports %s', (command, problem) => {
    expect(problemOf(command)).toContain(problem);
  });
});
