import { bugReport } from './bug-report.ts';
import type { Diagnosis } from './diagnosis.ts';
import { type Description, describe, type EventLine, type Fact } from './diagnosis-words.ts';
import { distanceInWords, momentInWords } from './durations.ts';
import { expectElement } from './elements.ts';

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

/** Joins the buttons of `diagnostics.html` to `actions`. There is nothing to copy until something is shown. */
export function createDiagnosticsView(actions: DiagnosticsActions): DiagnosticsView {
  const copyButton = expectElement('btn-copy', HTMLButtonElement);
  let shown: Description | null = null;
  const copy = async (report: string) => {
    say('');
    hideReport();
    try {
      await actions.copy(report);
      say('Copied');
    } catch {
      // The person copies it with the keyboard.
      selectReport(report);
      say('The browser did not let it be copied. It is selected below: copy it from there.');
    }
  };
  copyButton.addEventListener('click', () => {
    if (shown !== null) copy(bugReport(shown));
  });
  expectElement('btn-check', HTMLButtonElement).addEventListener('click', () => {
    say('');
    hideReport();
    actions.checkAgain();
  });
  return {
    show(diagnosis) {
      shown = describe(diagnosis);
      fill(shown);
      copyButton.disabled = false;
      expectElement('main', HTMLElement).setAttribute('aria-busy', String(diagnosis.connection === null));
    },
  };
}

/** A screen reader says it too. */
function say(words: string): void {
  expectElement('said', HTMLElement).textContent = words;
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

function fill({ at, state, events, configuration, permissions, connection }: Description): void {
  const sections = { state, configuration, permissions, connection };
  for (const [id, facts] of Object.entries(sections)) {
    expectElement(id, HTMLElement).replaceChildren(...facts.map((fact) => factElement(fact, at)));
  }
  const isEmpty = events === null || events.length === 0;
  const none = expectElement('no-events', HTMLElement);
  none.hidden = !isEmpty;
  none.textContent = events === null ? 'What happened could not be read.' : 'Nothing has happened yet.';
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
  const often = times === 1 ? [] : [` (${times} times, the first one `, timeElement(since, now), ')'];
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
  time.append(momentInWords(moment), ' ', element('span', [distanceInWords(moment, now)], 'distance'));
  return time;
}

function element(name: string, contents: readonly (string | Node)[], className?: string): HTMLElement {
  const made = document.createElement(name);
  made.append(...contents);
  if (className !== undefined) made.className = className;
  return made;
}
