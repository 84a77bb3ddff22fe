import type { Config } from 'latchkey';
import { checkConnection, collectDiagnostics, createCoalescedRefresh } from 'latchkey/diagnostics';
import { expectElement, translatePage } from '../shared/page.ts';
import { translate } from '../shared/translate.ts';
import { type Connection, formatReport } from './report.ts';

/** Shows the report about the build `config`, first without the result of the connection check. */
export function startDiagnosticsPage(config: Config): void {
  translatePage();
  const report = expectElement('report', HTMLElement);
  const copy = expectElement('btn-copy', HTMLButtonElement);
  const update = createCoalescedRefresh({
    read: () => collectDiagnostics(config, Date.now()),
    show: async (facts) => {
      document.title = translate('diagnosticsTitle', { name: facts.name });
      expectElement('title', HTMLElement).textContent = document.title;
      const show = (connection: Connection) => {
        report.textContent = formatReport(facts, connection);
        // Not on the whole page: screen readers would then announce no status.
        report.setAttribute('aria-busy', String(connection === 'checking'));
        copy.disabled = false;
      };
      if (facts.config.domain !== '') show('checking');
      show((await checkConnection(facts.config)) ?? 'no-tenant');
    },
  });
  const check = () => {
    update().catch((error: unknown) => {
      console.error('The report could not be created.', error);
      showResult('extensionFailed');
    });
  };
  expectElement('btn-check', HTMLButtonElement).addEventListener('click', () => {
    showResult(null);
    check();
  });
  copy.addEventListener('click', () => {
    navigator.clipboard.writeText(report.textContent).then(
      () => showResult('copied'),
      () => {
        // The user can then copy the report with the keyboard.
        getSelection()?.selectAllChildren(report);
        showResult('copyFailed');
      },
    );
  });
  check();
}

/** Shows the result of a click, which screen readers announce. */
function showResult(name: 'copied' | 'copyFailed' | 'extensionFailed' | null): void {
  const result = expectElement('result', HTMLElement);
  result.textContent = name === null ? '' : translate(name);
  result.dataset.tone = name === 'copied' ? 'good' : 'error';
}
