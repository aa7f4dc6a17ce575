import { localDateTime } from '@trellis/logic';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quietUntil } from './quiet.ts';
import type { QuietHours } from './settings.ts';

const quiet = (change: Partial<QuietHours> = {}): QuietHours => ({
  enabled: true,
  from: '22:00',
  to: '08:00',
  weekends: false,
  tz: 'Asia/Shanghai',
  ...change,
});
/** A time in Shanghai, which is eight hours ahead. */
const at = (day: string, time: string) => new Date(`2026-03-${day}T${time}:00.000+08:00`).toISOString();

test.each([
  ['in the evening, until the next morning', quiet(), at('02', '23:30'), at('03', '08:00')],
  ['in the early morning', quiet(), at('03', '07:59'), at('03', '08:00')],
  ['from the first minute', quiet(), at('03', '22:00'), at('04', '08:00')],
  ['not after the last', quiet(), at('03', '08:00'), null],
  ['at noon', quiet({ from: '12:00', to: '13:30' }), at('03', '12:10'), at('03', '13:30')],
  ['never, where begin and end are the same', quiet({ from: '09:00', to: '09:00' }), at('03', '09:00'), null],
  [
    'on a weekend until Monday',
    quiet({ weekends: true, from: '00:00', to: '00:00' }),
    at('07', '10:00'),
    at('09', '00:00'),
  ],
  [
    'from Friday night over the weekend to Monday morning',
    quiet({ weekends: true }),
    at('06', '23:00'),
    at('09', '08:00'),
  ],
  ['not while it is turned off', quiet({ enabled: false }), at('02', '23:30'), null],
] as const)('%s', (_, hours, now, end) => {
  expect(quietUntil(hours, now)).toBe(end);
});

test('the end is later, not quiet itself, and no more than some days away, in any zone', () => {
  const time = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`);
  const hours = fc.record({
    enabled: fc.constant(true),
    from: time,
    to: time,
    weekends: fc.boolean(),
    tz: fc.constantFrom('Asia/Shanghai', 'America/New_York', 'Australia/Lord_Howe', 'Europe/Berlin'),
  });
  const instant = fc
    .date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString());
  fc.assert(
    fc.property(hours, instant, (settings, now) => {
      const end = quietUntil(settings, now);
      if (end === null) return;
      expect(end > now).toBe(true);
      expect(Date.parse(end) - Date.parse(now)).toBeLessThan(4 * 86_400_000);
      expect(quietUntil(settings, end)).toBeNull();
      const local = localDateTime(end, settings.tz).slice(11, 16);
      if (local !== '00:00') expect([settings.to, '02:30', '03:00']).toContain(local);
    }),
    { seed: 7, numRuns: 1_000 },
  );
});
