import { raw } from '../../frag.ts';
import { example, operator, params, value } from '../../operator.ts';
import { fence } from '../../sql-parts.ts';
import { whole } from '../whole.ts';

/** Beyond it the hands would turn for longer than anyone means. */
const FAR = 1e9;
const pad = (part: number): string => String(part).padStart(2, '0');

export const makeTime = operator({
  name: 'make_time',
  signature: params([value('number'), value('number'), value('number')], 'time'),
  nullRule: 'propagates',
  evaluate: (args) => {
    const [hours, minutes, seconds] = args.map((arg) =>
      typeof arg === 'string' ? whole(arg, -FAR - 1, FAR + 1) : Number.NaN,
    ) as [number, number, number];
    if (![hours, minutes, seconds].every((part) => Math.abs(part) <= FAR)) return null;
    const total = (((hours * 3600 + minutes * 60 + seconds) % 86_400) + 86_400) % 86_400;
    return `${pad(Math.floor(total / 3600))}:${pad(Math.floor(total / 60) % 60)}:${pad(total % 60)}`;
  },
  sql: (call) =>
    fence(
      { h: call.arg(0), m: call.arg(1), s: call.arg(2) },
      fence(
        { h: raw('trunc(_f.h)'), m: raw('trunc(_f.m)'), s: raw('trunc(_f.s)') },
        raw(
          "CASE WHEN greatest(abs(_f.h), abs(_f.m), abs(_f.s)) <= 1e9 THEN time '00:00' + mod(_f.h * 3600 + _f.m * 60 + _f.s, 86400)::int * interval '1 second' END",
        ),
      ),
    ),
  docs: {
    zh: {
      label: '时分秒',
      text: '由时、分、秒(取整)得到时间;超出一天的部分舍去。任一为空时为空。',
      words: '{0} 时 {1} 分 {2} 秒',
    },
    en: {
      label: 'time of',
      text: 'A time from hours, minutes and seconds, cut to whole numbers; whole days are dropped. Null for a null operand.',
      words: 'the time {0}:{1}:{2}',
    },
  },
  examples: [example({ make_time: [14, 30, 0] }, '14:30:00')],
});
