import { frag, raw } from '../frag.ts';
import { type CallContext, type Operator, operator, params, type SqlCall, same } from '../operator.ts';
import { dayOf, toLocal } from '../sql-parts.ts';
import type { Frag, Value } from '../types.ts';
import { localDateTime } from '../tz.ts';
import { dayIn } from './day.ts';

/** A part of a day: `compute` gets the date, `field` is what extract() calls it. */
export function partOfDay(
  name: string,
  compute: (date: string) => number,
  field: string,
  docs: Operator['docs'],
  examples: Operator['examples'],
): Operator {
  return operator({
    name,
    signature: params([same('date', 'datetime')], 'number'),
    nullRule: 'propagates',
    evaluate: ([moment = null], call) => {
      const day = dayIn(moment, call);
      return day === null ? null : String(compute(day));
    },
    sql: (call) => frag`extract(${raw(field)} FROM ${dayOf(call, 0)})::numeric`,
    docs,
    examples,
  });
}

/** The clock "HH:MM:SS" of a time, or of an instant in the zone of the workspace. */
export function clockIn(moment: Value, { of, env }: CallContext): string | null {
  if (typeof moment !== 'string') return null;
  return of === 'datetime' ? localDateTime(moment, env.tz).slice(11, 19) : moment;
}

const clockOf = (call: SqlCall): Frag => (call.of === 'datetime' ? toLocal(call.arg(0), call) : call.arg(0));

/** A part of the clock, which stands at `at` in "HH:MM:SS". */
export function partOfClock(
  name: 'hour' | 'minute' | 'second',
  at: number,
  docs: Operator['docs'],
  examples: Operator['examples'],
): Operator {
  return operator({
    name,
    signature: params([same('time', 'datetime')], 'number'),
    nullRule: 'propagates',
    evaluate: ([moment = null], call) => {
      const clock = clockIn(moment, call);
      return clock === null ? null : String(Number(clock.slice(at, at + 2)));
    },
    sql: (call) => frag`floor(extract(${raw(name)} FROM ${clockOf(call)}))::numeric`,
    docs,
    examples,
  });
}
