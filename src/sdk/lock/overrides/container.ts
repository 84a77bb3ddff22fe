import container from 'auth0-lock/lib/ui/box/container';

/**
 * The element around each of Lock's screens. 17 ms after a submission, Lock focuses the field with the error. If the form is
 * gone by then, because the user is signed in, this does nothing instead of throwing.
 */
export class Container extends container.default {
  override componentWillUnmount(): void {
    super.componentWillUnmount();
    this.chromeRef = GONE;
  }
}

const GONE = { current: { focusError: () => {} } };
