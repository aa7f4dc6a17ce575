import type { Expr } from '../types.ts';

/** `TEXT` in both directions: "0.00" and "#,##0" speak of numbers, all else of dates and times. */

const NUMBER = /^(#,##0|0)(?:\.(0{1,12}))?(%?)$/;
const STYLES = { '#,##0': 'grouped', '0': 'plain' } as const;

/** The expression that writes a value in a format of Excel's kind. */
export function readFormat(value: Expr, format: Expr): Expr {
  const match = typeof format === 'string' ? NUMBER.exec(format) : null;
  if (!match) return { format_date: [value, typeof format === 'string' ? modern(format) : format] };
  const [, whole, decimals = '', percent] = match;
  const style = percent ? 'percent' : STYLES[whole as keyof typeof STYLES];
  // Percentages are never grouped: 1,234% is written 1234%.
  return { format_number: [value, decimals.length, style] };
}

/** Excel writes y, d and s small, and minutes like months: after hours it means minutes. */
const modern = (format: string): string =>
  format
    .replace(/h{1,2}(:?)mm/gi, 'HH$1mm')
    .replace(/y{4}/g, 'YYYY')
    .replace(/y{2}/g, 'YY')
    .replace(/(^|[^H:])mm(?!:)/g, '$1MM')
    .replace(/d{2}/g, 'DD');

export function writeFormat(expr: Expr): readonly Expr[] | undefined {
  if (expr === null || typeof expr !== 'object' || Array.isArray(expr)) return undefined;
  const node = expr as Readonly<Record<string, Expr>>;
  if (Array.isArray(node.format_date)) return node.format_date as Expr[];
  if (Array.isArray(node.concat)) return node.concat.length === 1 ? (node.concat as Expr[]) : undefined;
  if (!Array.isArray(node.format_number)) return undefined;
  const [value, places, style] = node.format_number as Expr[];
  const decimals = Number(places) > 0 ? `.${'0'.repeat(Number(places))}` : '';
  return [
    value ?? null,
    `${style === 'grouped' ? '#,##0' : '0'}${decimals}${style === 'percent' ? '%' : ''}`,
  ];
}
