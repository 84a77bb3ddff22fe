/** The used API of web-ext, which has no types. */
declare module 'web-ext' {
  export interface ExtensionRunner {
    reloadAllExtensions(): Promise<unknown>;
    exit(): Promise<void>;
    /** `callback` is called when the browser has ended. */
    registerCleanup(callback: () => void): void;
  }

  export interface RunOptions {
    readonly sourceDir: string;
    readonly target: readonly ('chromium' | 'firefox-desktop')[];
    readonly chromiumBinary?: string;
    readonly chromiumProfile?: string;
    readonly chromiumPref?: Readonly<Record<string, unknown>>;
    readonly firefox?: string;
    readonly firefoxProfile?: string;
    readonly keepProfileChanges: boolean;
    readonly args?: readonly string[];
    readonly noInput: boolean;
    readonly noReload: boolean;
  }

  export const cmd: {
    run(options: RunOptions, settings: { readonly shouldExitProgram: boolean }): Promise<ExtensionRunner>;
  };
}
