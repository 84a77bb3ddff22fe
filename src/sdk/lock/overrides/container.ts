import container from 'auth0-lock/lib/ui/box/container';

/**
 * What Lock draws around each screen, and one thing more: a form that is gone 17 ms after it was sent, because somebody
 * is signed in by then, has no field with an error to put the focus on, and throws none for that.
 */
export class Container extends container.default {
  override componentWillUnmount(): void {
    super.componentWillUnmount();
    this.chromeRef = GONE;
  }
}

const GONE = { current: { focusError: () => {} } };
