/** Digits as they are meant: full-width ones, separators of thousands and signs of currencies are typed and pasted. */
export const plainNumber = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[,，\s'’¥￥$€£]/g, '')
    .replace(/[%％]$/, '');

/** A decimal with its point moved: 12.5 by -2 is 0.125. Text that is no number stays as it is. */
export function movePoint(text: string, places: number): string {
  const [, sign = '', whole = '', part = ''] = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(text) ?? [];
  if (whole + part === '') return text;
  const digits = places < 0 ? whole.padStart(-places + 1, '0') + part : whole + part.padEnd(places, '0');
  const point = (places < 0 ? Math.max(whole.length, -places + 1) : whole.length) + places;
  const before = digits.slice(0, point).replace(/^0+(?=\d)/, '');
  const after = digits.slice(point).replace(/0+$/, '');
  return `${sign === '-' ? '-' : ''}${before === '' ? '0' : before}${after === '' ? '' : `.${after}`}`;
}
