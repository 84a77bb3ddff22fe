import css from 'latchkey-assets/lock.css';

/** Lock's stylesheet, added once per page. */
const stylesheet = new CSSStyleSheet();
stylesheet.replaceSync(css);

/** Applies Lock's stylesheet to the page. The content security policy allows it without `unsafe-inline`. */
export function adoptStyles(): void {
  const { adoptedStyleSheets } = document;
  if (!adoptedStyleSheets.includes(stylesheet)) adoptedStyleSheets.push(stylesheet);
}
