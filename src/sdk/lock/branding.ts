/** Appearance of Lock's form. https://auth0.com/docs/libraries/lock/lock-configuration */
export interface Branding {
  /** Image URL relative to the page, or `''` for no logo. */
  readonly logo: string;
  /** Title above the form, or `''` for none. */
  readonly title: string;
  /** Buttons of social connections. `big` shows icon and name, `small` shows only the icon. */
  readonly socialButtons: 'big' | 'small';
  /** Buttons of custom social connections, by connection name. Without an entry, Lock shows only the name. */
  readonly connectionButtons: Readonly<Record<string, ConnectionButton>>;
  readonly terms: {
    /** HTML below the sign-up form, sanitized by Lock. `null` uses Lock's own sentence in the user's language. */
    readonly text: string | null;
    /** Whether the user must select a checkbox before signing up. */
    readonly mustAccept: boolean;
  };
  readonly additionalSignUpFields: readonly SignUpField[];
}

interface ConnectionButton {
  readonly displayName: string;
  /** Image URL relative to the page. */
  readonly icon?: string;
  /** CSS colors of the button and its text. */
  readonly primaryColor?: string;
  readonly foregroundColor?: string;
}

/** A field of the sign-up form in addition to email address and password. Auth0 stores it in the user's `user_metadata`. */
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
