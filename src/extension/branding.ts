/** How Lock and the popup around it look. Change these first. */
export const look: LockLook = {
  /** The popup's main colour: buttons, links, the field that has the focus. Contrast is yours to keep. */
  colors: {
    light: { accent: '#5b4bdb', accentStrong: '#4a3bc4', onAccent: '#ffffff', accentText: '#4a3bc4' },
    dark: { accent: '#8d80f5', accentStrong: '#a498ff', onAccent: '#14121f', accentText: '#b8aeff' },
  },
  /** A picture in `src/icons/`. The pages of the extension show it in their headers. */
  logo: 'icons/signed-in.svg',
  /** Above the form, or `''` for nothing: the popup's header has a name already. */
  title: '',
  socialButtons: 'big',
  connectionButtons: {},
  terms: { text: null, mustAccept: false },
  additionalSignUpFields: [],
};

/** Colours as CSS takes them. */
export interface Palette {
  readonly accent: string;
  /** `accent` under the pointer. */
  readonly accentStrong: string;
  /** Text on `accent`. */
  readonly onAccent: string;
  /** `accent` as text on the popup's ground. */
  readonly accentText: string;
}

/** https://auth0.com/docs/libraries/lock/lock-configuration has what Lock makes of these. */
export interface LockLook {
  readonly colors: { readonly light: Palette; readonly dark: Palette };
  readonly logo: string;
  readonly title: string;
  /** Buttons of social connections: with their name, or the icon alone. */
  readonly socialButtons: 'big' | 'small';
  /** Buttons of custom social connections, by the connection's name. Without an entry, Lock shows the name alone. */
  readonly connectionButtons: Readonly<Record<string, ConnectionButton>>;
  readonly terms: {
    /** HTML under the sign-up form; Lock cleans it. `null` for Lock's own sentence, in the person's language. */
    readonly text: string | null;
    /** Whether a box must be ticked before somebody can sign up. */
    readonly mustAccept: boolean;
  };
  readonly additionalSignUpFields: readonly SignUpField[];
}

interface ConnectionButton {
  readonly displayName: string;
  /** A picture in `src/icons/`. */
  readonly icon?: string;
  /** CSS colors of the button and of its text. */
  readonly primaryColor?: string;
  readonly foregroundColor?: string;
}

/** A field of the sign-up form beside e-mail address and password; kept in the user's `user_metadata`. */
export type SignUpField =
  | {
      readonly type?: 'text';
      readonly name: string;
      readonly placeholder: string;
      readonly prefill?: string;
    }
  | {
      readonly type: 'select';
      readonly name: string;
      readonly placeholder: string;
      readonly prefill?: string;
      readonly options: readonly { readonly value: string; readonly label: string }[];
    }
  | {
      readonly type: 'checkbox';
      readonly name: string;
      readonly placeholder: string;
      readonly prefill: 'true' | 'false';
    }
  | { readonly type: 'hidden'; readonly name: string; readonly value: string };
