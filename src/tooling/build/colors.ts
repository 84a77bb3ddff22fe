import { type Colors, colors as extensionColors, type Palette } from '../../extension/branding.ts';

/** The colours of `extension/branding.ts` as the variables that the stylesheets use. */
export function colorVariables(colors: Colors = extensionColors): string {
  return `:root{${variables(colors.light)}}@media (prefers-color-scheme:dark){:root{${variables(colors.dark)}}}`;
}

function variables({ accent, accentStrong, onAccent, accentText }: Palette): string {
  return [
    `--accent:${accent}`,
    `--accent-strong:${accentStrong}`,
    `--on-accent:${onAccent}`,
    `--accent-text:${accentText}`,
  ].join(';');
}
