import { describe, expect, it } from 'vitest';
import { commandsOf, problemOf } from './commands.ts';
import { documents } from './documents.ts';

const all = await documents();

describe.each(all)('$file', (document) => {
  it('tells people to type what there is', () => {
    const problems = commandsOf(document).flatMap((command) => {
      const problem = problemOf(command);
      return problem === null ? [] : [`${command}: ${problem}`];
    });
    expect(problems).toEqual([]);
  });
});

it('the commands of a document are those of its shell blocks and of its code', () => {
  const text =
    '`npm test` and `AUTH0_LOGIN=hosted npm start`, not `npm`\n```sh\nnpm ci && npm \\\n  test # all\n# no\n```\n';
  expect(commandsOf({ file: 'a.md', text })).toEqual([
    'npm ci',
    expect.stringMatching(/^npm +test$/),
    'npm test',
    'AUTH0_LOGIN=hosted npm start',
  ]);
});

describe('a command', () => {
  it.each([
    ['npm run biuld', 'no script biuld'],
    ['npm instal', 'no action instal'],
    ['npm start -- --bowser=firefox', 'no option --bowser'],
    ['npm start --browser=firefox', 'needs --'],
    ['npm run bench -- fleets', 'knows no "fleets"'],
    ['npx vitset run', 'vitset is not installed'],
    ['npx vitest run --config test/vitest.config.ts test/sesion', 'no test is in test/sesion'],
    ['npx vitest run --config test/e2e/vitest.config.ts renewals', 'no test is in renewals'],
    ['npx vitest run --config vitest.config.ts', 'is no configuration'],
    ['AUTH0_LOGN=hosted npm start', 'AUTH0_LOGN is not an option'],
    ['AUTH0_LOGIN=hostd npm start', 'AUTH0_LOGIN is "hostd"'],
    ['yarn test', '"yarn" is a program'],
  ])('is seen to be wrong: %s', (command, problem) => {
    expect(problemOf(command)).toContain(problem);
  });

  it.each([
    'npm run build -- --watch',
    'npm run bench -- --rounds 3',
    'npm run --silent bench -- fleet --seed=2',
    'npx vitest run --config test/e2e/vitest.config.ts sign-out',
  ])('is seen to be right: %s', (command) => {
    expect(problemOf(command)).toBeNull();
  });
});
