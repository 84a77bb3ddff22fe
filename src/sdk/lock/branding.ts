/** How Lock looks. https://auth0.com/docs/libraries/lock/lock-configuration */
export interface Branding {
  /** URL of a picture, relative to the page. */
  readonly logo: string;
  /** Above the form, or `''` for nothing. */
  readonly title: string;
  /** Buttons of social connections: with their name, or the icon alone. */
  readonly socialButtons: 'big' | 'small';
  /** Buttons of custom social connections, by the connection's name. Without an entry, Lock shows the name alone. */
  readonly connectionButtons: Readonly<Record<string, ConnectionButton>>;
  readonly terms: {
    /** HTML under the sign-up form, which Lock sanitizes. `null` for Lock's own sentence in the user's language. */
    readonly text: string | null;
    /** Whether a box must be ticked before a user can sign up. */
    readonly mustAccept: boolean;
  };
  readonly additionalSignUpFields: readonly SignUpField[];
}

interface ConnectionButton {
  readonly displayName: string;
  /** URL of a picture, relative to the page. */
  readonly icon?: string;
  /** CSS colors of the button and of its text. */
  readonly primaryColor?: string;
  readonly foregroundColor?: string;
}

/** A field of the sign-up form beside email address and password. Stored in the user's `user_metadata`. */
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
