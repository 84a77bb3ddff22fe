/** A captcha as a picture. It keeps nobody out: the local tenant has nobody to keep out. */

const WIDTH = 150;
const HEIGHT = 50;

/** A data: address of an SVG. */
export function drawCaptcha(code: string): string {
  const letters = [...code].map((letter, index) => {
    const x = 14 + index * 22;
    const y = 34 + ((index * 7) % 9) - 4;
    const turn = ((index * 37) % 50) - 25;
    return `<text x="${x}" y="${y}" transform="rotate(${turn} ${x + 7} ${y - 8})">${letter}</text>`;
  });
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}">` +
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#e9edf2"/>` +
    '<path d="M0 38C40 8 90 48 150 14M0 18C50 44 100 6 150 36" fill="none" stroke="#8794a3"/>' +
    `<g font-family="monospace" font-size="24" font-weight="700" fill="#27313c">${letters.join('')}</g></svg>`;
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
}
