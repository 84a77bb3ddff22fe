import type { Environment } from '../build/environment.ts';
import type { Configuration } from '../doctor/check-result.ts';
import type { Extension } from './extension.ts';

/** Values of the variables `AUTH0_…`. */
export type Values = Readonly<Record<string, string>>;

/** The project whose tenant is set up and checked: this repository, or one that installed the SDK. */
export interface Project {
  readonly configuration: Configuration;
  /** Returns a command as a developer types it: `npm run setup -- --yes`. */
  readonly command: (name: 'setup' | 'doctor', ...args: readonly string[]) => string;
  /** Reads the built extension from the folders. Rejects with a message that contains the fix if its ID isn't fixed. */
  readonly readExtension: (folders: readonly string[]) => Promise<Extension>;
  /** Reads the variables of `.env` and of the environment, which takes precedence. */
  readonly readVariables: () => Promise<Environment>;
  /** Saves the values, or prints where to paste them. Returns the options that the doctor needs to find them. */
  readonly save: (values: Values, variables: Environment) => Promise<readonly string[]>;
}
