/** Replaces `extension/popup/popup-view.ts` in a build: also defines `showState`, which shows any state of the popup. */
import { createPopupView as createView, type PopupActions } from '../../../src/extension/popup/popup-view.ts';
import { parseError } from '../../../src/sdk/errors.ts';
import { loadSignInMessages } from '../../../src/sdk/locales/sign-in-messages.ts';
import type { SignInState } from '../../../src/sdk/popup.ts';
import type { PopupState } from '../../../src/sdk/popup-model.ts';
import { toSignInState } from '../../../src/sdk/sign-in-state.ts';

const BUILD = { isHosted: false, isConfigurable: true };

export function createPopupView(actions: PopupActions): (state: SignInState) => void {
  const show = createView(actions);
  /** `json`: a `PopupState`, its errors as `serializeError` returns them. */
  const showState = async (json: string) => {
    const state: PopupState = JSON.parse(json, (_key, value) => parseError(value) ?? value);
    show(toSignInState(state, BUILD, await loadSignInMessages({})));
  };
  Object.assign(globalThis, { showState });
  return show;
}
