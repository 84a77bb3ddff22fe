import { createClient } from 'latchkey';
import { SignIn, useSession } from 'latchkey/react';
import { useState } from 'react';
import config, { API } from '../auth';

const client = createClient(config);

export default function App() {
  const session = useSession(client);
  return (
    <main data-state={session.status}>
      {session.status === 'signed-in' && (
        <>
          <p id="user-name">{session.user.name}</p>
          <Notes />
          <button id="btn-logout" type="button" onClick={() => client.signOut()}>
            Sign out
          </button>
        </>
      )}
      <SignIn config={config} />
    </main>
  );
}

function Notes() {
  const [notes, setNotes] = useState('');
  const load = async () => {
    const response = await client.fetch(`${API}/notes`);
    setNotes(`${response.status} ${await response.text()}`);
  };
  return (
    <>
      <button id="btn-notes" type="button" onClick={load}>
        Load notes
      </button>
      <output id="notes">{notes}</output>
    </>
  );
}
