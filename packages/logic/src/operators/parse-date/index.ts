import { parseDate } from '../../calendar.ts';
import { frag, param, raw } from '../../frag.ts';
import { example, operator, params, value } from '../../operator.ts';
import { fence } from '../../sql-parts.ts';
import { trimmed } from '../text-shape.ts';

/** 2026-03-01, 2026/3/1, 2026.3.1 and 2026年3月1日. */
const PATTERN = '^([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?$';
const DATE = new RegExp(PATTERN);

export const readDate = operator({
  name: 'parse_date',
  signature: params([value('text')], 'date'),
  nullRule: 'propagates',
  evaluate: ([text]) => {
    const match = typeof text === 'string' ? DATE.exec(text.trim()) : null;
    if (!match) return null;
    const date = `${match[1]}-${match[2]!.padStart(2, '0')}-${match[3]!.padStart(2, '0')}`;
    return parseDate(date) ? date : null;
  },
  sql: (call) =>
    fence(
      { p: frag`regexp_match(${trimmed(call.arg(0))}, ${param(PATTERN, 'text')})` },
      fence(
        { y: raw('_f.p[1]::int'), m: raw('_f.p[2]::int'), d: raw('_f.p[3]::int') },
        fence(
          {
            // The first of the month, from which the day must not lead to another one.
            d: raw('_f.d'),
            f: raw('CASE WHEN _f.y >= 1 AND _f.m BETWEEN 1 AND 12 THEN make_date(_f.y, _f.m, 1) END'),
          },
          raw(
            "CASE WHEN _f.d >= 1 AND _f.d <= extract(day FROM _f.f + interval '1 month' - interval '1 day') THEN _f.f + (_f.d - 1) END",
          ),
        ),
      ),
    ),
  docs: {
    zh: {
      label: '读作日期',
      text: '把 2026-03-01、2026/3/1、2026.3.1 或 2026年3月1日 这样的文字读作日期;不是日期时为空。空仍为空。',
      words: '{0} 读作日期',
    },
    en: {
      label: 'as a date',
      text: 'Text such as 2026-03-01, 2026/3/1 or 2026.3.1 read as a date; null when it is none, and for null.',
      words: '{0} as a date',
    },
  },
  examples: [example({ parse_date: { var: 'name' } }, '2026-03-01', { name: '2026年3月1日' })],
});
