import type { Config } from 'latchkey';
import { checkConnection, collectDiagnostics, createCoalescedRefresh } from 'latchkey/diagnostics';
import { expectElement } from '../shared/elements.ts';
import { translatePage } from '../shared/page-messages.ts';
import { translate } from '../shared/translate.ts';
import { type Connection, formatReport } from './report.ts';

/** Shows the report about the build `config`, first without the result of the connection check. */
export function startDiagnosticsPage(config: Config): void {
  translatePage();
  const button = (id: 'btn-copy' | 'btn-check') => expectElement(id, HTMLButtonElement);
  const update = createCoalescedRefresh({
    read: () => collectDiagnostics(config, Date.now()),
    show: async (facts) => {
      showTitle(facts.name);
      const show = (connection: Connection) => showReport(formatReport(facts, connection), connection);
      if (facts.config.domain !== '') show('checking');
      show((await checkConnection(facts.config)) ?? 'no-tenant');
    },
  });
  const check = () => {
    update().catch((error: unknown) => {
      console.error('The report could not be created.', error);
      say('extensionFailed');
    });
  };
  button('btn-check').addEventListener('click', () => {
    say(null);
    check();
  });
  button('btn-copy').addEventListener('click', () => {
    navigator.clipboard.writeText(report().textContent).then(
      () => say('copied'),
      () => {
        // The user can then copy the report with the keyboard.
        getSelection()?.selectAllChildren(report());
        say('copyFailed');
      },
    );
  });
  check();
}

function showTitle(name: string): void {
  const title = translate('diagnosticsTitle', { name });
  expectElement('title', HTMLElement).textContent = title;
  document.title = title;
}

function showReport(text: string, connection: Connection): void {
  report().textContent = text;
  // Not on the whole page: screen readers would then announce no status.
  report().setAttribute('aria-busy', String(connection === 'checking'));
  expectElement('btn-copy', HTMLButtonElement).disabled = false;
}

function report(): HTMLElement {
  return expectElement('report', HTMLElement);
}

/** Shows the result of a click, which screen readers announce. */
function say(what: 'copied' | 'copyFailed' | 'extensionFailed' | null): void {
  const said = expectElement('result', HTMLElement);
  said.textContent = what === null ? '' : translate(what);
  said.dataset.tone = what === 'copied' ? 'good' : 'error';
}
