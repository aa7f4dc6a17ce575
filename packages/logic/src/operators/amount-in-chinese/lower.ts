import { raw } from '../../frag.ts';
import { fence } from '../../sql-parts.ts';

/** `amountInChinese` in SQL, of the rounded amount `_f.r`: sixteen figures in four groups of four, then jiao and fen. */

const figure = (digit: string): string => `translate(${digit}, '0123456789', '零壹贰叁肆伍陆柒捌玖')`;

/** One 零 for any run of them, and none at the end. */
const tidy = (text: string): string => `regexp_replace(regexp_replace(${text}, '零+', '零', 'g'), '零$', '')`;

/** Four figures with their places: 0203 → 零贰佰零叁; 零 for 0000. */
function group(from: number): string {
  const units = ['仟', '佰', '拾', ''];
  const figures = units.map((unit, index) => `${figure(`substr(_f.i, ${from + index}, 1)`)} || '${unit}'`);
  const text = `regexp_replace(${figures.join(' || ')}, '零[仟佰拾]', '零', 'g')`;
  return `CASE WHEN substr(_f.i, ${from}, 4) = '0000' THEN '零' ELSE ${tidy(text)} END`;
}

const myriads = (high: string, low: string): string =>
  `CASE WHEN ${high} = '零' THEN '零' ELSE ${high} || '万' END || ${low}`;

const cents = `CASE WHEN _f.w = '' AND _f.c = '00' THEN '零元整' ELSE
  CASE WHEN _f.r < 0 THEN '负' ELSE '' END ||
  CASE WHEN _f.w = '' THEN '' ELSE _f.w || '元' END ||
  CASE WHEN left(_f.c, 1) <> '0' THEN ${figure('left(_f.c, 1)')} || '角'
       WHEN _f.w <> '' AND right(_f.c, 1) <> '0' THEN '零' ELSE '' END ||
  CASE WHEN right(_f.c, 1) <> '0' THEN ${figure('right(_f.c, 1)')} || '分' ELSE '整' END END`;

const keep = { r: raw('_f.r'), c: raw('_f.c') };
const whole = fence(
  {
    ...keep,
    w: raw(`ltrim(${tidy("CASE WHEN _f.h = '' THEN '' ELSE _f.h || '亿' END || _f.l")}, '零')`),
  },
  raw(cents),
);
const halves = fence(
  { ...keep, h: raw(tidy(myriads('_f.g1', '_f.g2'))), l: raw(myriads('_f.g3', '_f.g4')) },
  whole,
);
const groups = fence(
  { ...keep, g1: raw(group(1)), g2: raw(group(5)), g3: raw(group(9)), g4: raw(group(13)) },
  halves,
);

export const amountSql = fence(
  {
    r: raw('CASE WHEN abs(_f.r) < 1e16 THEN _f.r END'),
    i: raw("CASE WHEN abs(_f.r) < 1e16 THEN lpad(trunc(abs(_f.r))::text, 16, '0') END"),
    c: raw('CASE WHEN abs(_f.r) < 1e16 THEN right(round(abs(_f.r), 2)::text, 2) END'),
  },
  groups,
);
