import { createClient } from 'latchkey';
import { createSignIn, type SignInState } from 'latchkey/popup';
import config, { API } from './auth';

const find = <T extends HTMLElement>(selector: string) => document.querySelector<T>(selector) as T;

const auth = createSignIn(config, { container: find('#lock') });
const show = (state: SignInState) => {
  const isSignedIn = state.status === 'signed-in';
  find('main').dataset.state = state.status;
  find('#message').textContent = state.status === 'error' ? state.error.message : '';
  find('#user-name').textContent = isSignedIn ? (state.user.name ?? '') : '';
  for (const id of ['#btn-notes', '#btn-logout']) find(id).hidden = !isSignedIn;
};
auth.subscribe(show);
show(auth.getSnapshot());

find('#btn-logout').addEventListener('click', () => auth.signOut());
find('#btn-notes').addEventListener('click', async () => {
  const response = await createClient(config).fetch(`${API}/notes`);
  find('#notes').textContent = `${response.status} ${await response.text()}`;
});
