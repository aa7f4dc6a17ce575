import { frag, join, param, raw } from '../../frag.ts';
import { example, operator, params, type SqlCall, same } from '../../operator.ts';
import { fence, toLocal } from '../../sql-parts.ts';
import type { Frag, Value, ValueKind } from '../../types.ts';
import { localDateTime } from '../../tz.ts';
import { DATE_TOKENS, type Piece, piecesOf, sayPiece, TIME_TOKENS } from './pattern.ts';

export const formatDate = operator({
  name: 'format_date',
  signature: params([same('date', 'datetime', 'time'), { is: 'text', max: 60 }], 'text'),
  nullRule: 'propagates',
  evaluate: ([moment = null, pattern = null], { of, env }) => {
    const local = localOf(moment, of, env.tz);
    if (local === null || typeof pattern !== 'string') return null;
    return (
      piecesOf(pattern)
        .map((piece) => (has(of, piece) ? sayPiece(piece, local) : ''))
        .join('') || null
    );
  },
  sql: (call) => {
    const pieces = piecesOf(String(call.literal(1))).filter((piece) => has(call.of, piece));
    const text = join([raw("''"), ...pieces.map(pieceSql)], ', ');
    // concat() passes over null.
    return fence({ d: clockOf(call) }, frag`CASE WHEN _f.d IS NOT NULL THEN nullif(concat(${text}), '') END`);
  },
  docs: {
    zh: {
      label: '日期格式',
      text: '按格式写成文字:YYYY YY Q MM M DD D HH H mm ss,W 为星期(一至日),方括号里的文字照写。日期时间按企业时区。空仍为空。',
      words: '{0} 的文字',
    },
    en: {
      label: 'written',
      text: 'Written in a format: YYYY YY Q MM M DD D HH H mm ss, W for the weekday in Chinese, text in square brackets as it stands. Dates and times in the zone of the workspace. Null stays null.',
      words: '{0} written',
    },
  },
  examples: [
    example({ format_date: [{ var: 'day' }, 'YYYY年M月D日'] }, '2026年3月1日', { day: '2026-03-01' }),
    example({ format_date: [{ var: 'at' }, 'HH:mm'] }, '08:30', { at: '2026-03-01T00:30:00.000Z' }),
  ],
});

/** A date has no clock and a time no calendar: their pieces are left out. */
const has = (kind: ValueKind, piece: Piece): boolean =>
  'text' in piece ||
  (kind === 'date' ? !TIME_TOKENS.has(piece.token) : kind !== 'time' || !DATE_TOKENS.has(piece.token));

function localOf(moment: Value, kind: ValueKind, tz: string): string | null {
  if (typeof moment !== 'string') return null;
  if (kind === 'datetime') return localDateTime(moment, tz);
  return kind === 'date' ? `${moment}T00:00:00` : `0001-01-01T${moment}`;
}

const clockOf = (call: SqlCall): Frag => (call.of === 'datetime' ? toLocal(call.arg(0), call) : call.arg(0));

const TO_CHAR: Readonly<Record<string, string>> = {
  YYYY: 'YYYY',
  Q: 'Q',
  MM: 'MM',
  M: 'FMMM',
  DD: 'DD',
  D: 'FMDD',
  HH: 'HH24',
  H: 'FMHH24',
  mm: 'MI',
  ss: 'SS',
};

function pieceSql(piece: Piece): Frag {
  if ('text' in piece) return param(piece.text, 'text');
  if (piece.token === 'YY') return raw("right(to_char(_f.d, 'YYYY'), 2)");
  if (piece.token === 'W') return raw("substr('一二三四五六日', extract(isodow FROM _f.d)::int, 1)");
  return raw(`to_char(_f.d, '${TO_CHAR[piece.token]}')`);
}
