/** `npm run screenshots`: draws the pictures that the stores require into `dist/screenshots/`. See docs/publishing.md. */
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { ROOT } from '../../src/tooling/build/project-files.ts';
import { drawPage, drawPictures, type Walk } from './pictures.ts';
import { LOGO, SCREENSHOTS, type StorePicture, TILE } from './store-pictures.ts';

const OUT_DIR = path.join(ROOT, 'dist/screenshots');

/** Enlarges the popup, which is small on a large picture. Above a width of 480 pixels, Lock has another form. */
const ZOOM = 1.4;

/** Backgrounds of the popup. */
const GROUNDS = { light: '#e9e7f6', dark: '#0f0d18' };
const SHADOWS = { light: 'rgb(40 30 90 / 25%)', dark: 'rgb(0 0 0 / 70%)' };

/** Background of the tile, unlike any color of the icon. */
const TILE_GROUND = '#241c66';

await drawPictures(ZOOM, async (walk, canvas) => {
  await rm(OUT_DIR, { recursive: true, force: true });
  await mkdir(OUT_DIR, { recursive: true });
  const fileOf = ({ name }: { name: string }) => path.join(OUT_DIR, `${name}.png`);
  for (const picture of SCREENSHOTS)
    await drawPage(canvas, fileOf(picture), screenshotPage(picture, walk), picture);
  const svg = await readFile(path.join(ROOT, 'src/extension/icons/signed-in.svg'), 'base64');
  const icon = (width: number) =>
    `<img alt="" style="width:${width}px" src="data:image/svg+xml;base64,${svg}">`;
  await drawPage(canvas, fileOf(TILE), page(part(TILE_GROUND, icon(150))), TILE);
  await drawPage(canvas, fileOf(LOGO), page(part('transparent', icon(LOGO.width))), LOGO);
});

function screenshotPage({ view, schemes }: StorePicture, walk: Walk): string {
  const parts = schemes.map((scheme) => {
    const style = `border-radius:18px;box-shadow:0 18px 60px ${SHADOWS[scheme]}`;
    const source = `data:image/png;base64,${walk[view][scheme]}`;
    return part(GROUNDS[scheme], `<img alt="" style="${style}" src="${source}">`);
  });
  return page(parts.join(''));
}

function part(ground: string, content: string): string {
  return `<div style="background:${ground}">${content}</div>`;
}

function page(body: string): string {
  return `<!doctype html><title>Picture</title><style>
    body { display: flex; height: 100vh; margin: 0; }
    div { align-items: center; display: flex; flex: 1; justify-content: center; }
  </style>${body}`;
}
