import type { Language } from '../../sdk/locales/language.ts';
import { spokenLanguage } from '../../sdk/locales/spoken-language.ts';
import { translate } from '../../sdk/locales/translate.ts';
import { distanceInWords, momentInWords } from '../popup/durations.ts';
import { expectElement } from '../shared/elements.ts';
import { around, translatePage } from '../shared/page-messages.ts';
import { bugReport } from './bug-report.ts';
import type { Diagnosis } from './diagnosis.ts';
import { type Description, describe, type EventLine, type Fact } from './diagnosis-words.ts';

/** What the page's buttons do. */
export interface DiagnosticsActions {
  checkAgain(): void;
  /** Puts the text into the clipboard. Called from the click, which is what browsers ask for. */
  copy(text: string): Promise<void>;
}

/** The face of `diagnostics.html`. */
export interface DiagnosticsView {
  show(diagnosis: Diagnosis): void;
}

/**
 * Puts the words into `diagnostics.html`, and joins its buttons to `actions`. The bug report is made in English, which may
 * still be on its way. There is nothing to copy until that is there and something is shown.
 */
export function createDiagnosticsView(
  actions: DiagnosticsActions,
  english: Promise<Language>,
): DiagnosticsView {
  const copyButton = expectElement('btn-copy', HTMLButtonElement);
  let shown: Diagnosis | null = null;
  let reportLanguage: Language | null = null;
  translatePage();
  const offerCopy = () => {
    copyButton.disabled = shown === null || reportLanguage === null;
  };
  english.then((language) => {
    reportLanguage = language;
    offerCopy();
  });
  const copy = async (report: string) => {
    say('');
    hideReport();
    try {
      await actions.copy(report);
      say(translate('copied'));
    } catch {
      // The person copies it with the keyboard.
      selectReport(report);
      say(translate('copyFailed'), 'trouble');
    }
  };
  copyButton.addEventListener('click', () => {
    if (shown !== null && reportLanguage !== null) copy(bugReport(describe(shown, reportLanguage)));
  });
  expectElement('btn-check', HTMLButtonElement).addEventListener('click', () => {
    say('');
    hideReport();
    actions.checkAgain();
  });
  return {
    show(diagnosis) {
      shown = diagnosis;
      fill(describe(diagnosis, spokenLanguage()));
      offerCopy();
      // Not of the whole page: a screen reader would then say nothing of what became of a click.
      expectElement('connection', HTMLElement).setAttribute(
        'aria-busy',
        String(diagnosis.connection === null),
      );
    },
  };
}

/** A screen reader says it too. */
function say(words: string, tone: 'good' | 'trouble' = 'good'): void {
  const said = expectElement('said', HTMLElement);
  said.textContent = words;
  said.dataset.tone = tone;
}

function selectReport(report: string): void {
  const field = expectElement('report', HTMLTextAreaElement);
  field.hidden = false;
  field.value = report;
  field.focus();
  field.select();
}

function hideReport(): void {
  expectElement('report', HTMLTextAreaElement).hidden = true;
}

function fill({ name, at, state, events, configuration, permissions, connection }: Description): void {
  const title = translate('diagnosticsTitle', { name });
  expectElement('title', HTMLElement).textContent = title;
  document.title = title;
  const sections = { state, configuration, permissions, connection };
  for (const [id, facts] of Object.entries(sections)) {
    expectElement(id, HTMLElement).replaceChildren(...facts.map((fact) => factElement(fact, at)));
  }
  const isEmpty = events === null || events.length === 0;
  const none = expectElement('no-events', HTMLElement);
  none.hidden = !isEmpty;
  none.textContent = translate(events === null ? 'eventsUnreadable' : 'eventsNone');
  expectElement('events', HTMLElement).hidden = isEmpty;
  expectElement('event-rows', HTMLElement).replaceChildren(
    ...(events ?? []).map((line) => eventRow(line, at)),
  );
}

function factElement({ name, words, code, moment, note, advice, tone }: Fact, now: number): HTMLElement {
  const value = element('dd', [
    ...(words === undefined ? [] : [element('span', [words], 'words')]),
    ...(code === undefined ? [] : [element('code', [code])]),
    ...(moment === undefined ? [] : [timeElement(moment, now)]),
    ...(note === undefined ? [] : [element('p', [note], 'note')]),
    ...(advice === undefined ? [] : [element('p', [advice], 'advice')]),
  ]);
  if (tone !== undefined) value.dataset.tone = tone;
  return element('div', [element('dt', [name]), value]);
}

function eventRow({ at, since, times, words, code, isTrouble }: EventLine, now: number): HTMLElement {
  const repeated = (moment: string) => translate('eventRepeated', { count: String(times), moment });
  const often = times === 1 ? [] : [' ', ...around(timeElement(since, now), repeated)];
  const row = element('tr', [
    element('td', [timeElement(at, now)]),
    element('td', [
      element('span', [words, ...often], 'words'),
      ...(code === null ? [] : [element('code', [code])]),
    ]),
  ]);
  if (isTrouble) row.dataset.tone = 'trouble';
  return row;
}

/** When it was by the clock on the wall, and how long ago that is. */
function timeElement(moment: number, now: number): HTMLElement {
  const time = document.createElement('time');
  time.dateTime = new Date(moment).toISOString();
  const { locale } = spokenLanguage();
  const distance = element('span', [distanceInWords(moment, now, locale)], 'distance');
  time.append(momentInWords(moment, locale), ' ', distance);
  return time;
}

function element(name: string, contents: readonly (string | Node)[], className?: string): HTMLElement {
  const made = document.createElement(name);
  made.append(...contents);
  if (className !== undefined) made.className = className;
  return made;
}
