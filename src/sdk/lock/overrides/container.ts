import container from 'auth0-lock/lib/ui/box/container';

/**
 * The React component around each of Lock's screens. Lock focuses the field with the error 17 ms after a submission. If the
 * user is signed in by then and the form is removed, this class does nothing, while Lock's own would throw.
 */
export class Container extends container.default {
  override componentWillUnmount(): void {
    super.componentWillUnmount();
    this.chromeRef = GONE;
  }
}

const GONE = { current: { focusError: () => {} } };
