import { createClient } from 'latchkey';
import { SignIn } from 'latchkey/react';
import { useState } from 'react';
import config, { API } from '../../auth';

const client = createClient(config);

export default function App() {
  const [notes, setNotes] = useState('');
  const loadNotes = async () => {
    const response = await client.fetch(`${API}/notes`);
    setNotes(`${response.status} ${await response.text()}`);
  };
  return (
    <SignIn config={config}>
      {(state, auth) => (
        <main data-state={state.status}>
          {state.status === 'error' && <p role="alert">{state.error.message}</p>}
          {state.status === 'signed-in' && (
            <>
              <p id="user-name">{state.user.name}</p>
              <button id="btn-notes" type="button" onClick={loadNotes}>
                Load notes
              </button>
              <output id="notes">{notes}</output>
              <button id="btn-logout" type="button" onClick={() => auth?.signOut()}>
                Sign out
              </button>
            </>
          )}
        </main>
      )}
    </SignIn>
  );
}
