import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describeOperator, valueFor } from '../../testing/index.ts';

const SHANGHAI = { lat: 31.230416, lng: 121.473701 };
const apart = (extra: { lat: unknown; lng: unknown }, lat: unknown, lng: unknown) => ({
  expr: { distance: [{ var: 'extra' }, lat, lng] } as never,
  data: { extra } as never,
});

describeOperator('distance', {
  cases: [
    [{ distance: [{ var: 'extra' }, { var: 'extra' }] }, { extra: SHANGHAI }, '0'],
    // A quarter and half of the way around.
    [{ distance: [{ var: 'extra' }, 90, 0] }, { extra: { lat: 0, lng: 77 } }, '10007557'],
    [{ distance: [{ var: 'extra' }, 0, 180] }, { extra: { lat: 0, lng: 0 } }, '20015114'],
    // 180° east is 180° west.
    [{ distance: [{ var: 'extra' }, 10, -180] }, { extra: { lat: 10, lng: 180 } }, '0'],
    [{ distance: [{ var: 'extra' }, 91, 0] }, { extra: SHANGHAI }, null],
    [{ distance: [{ var: 'extra' }, 0, 0] }, { extra: { lat: '31', lng: 121 } }, null],
    [{ distance: [{ var: 'extra' }, 0, 0] }, {}, null],
  ],
  sql: [],
});

test('is the same there and back, never more than half the way around, and obeys the formula of haversines', () => {
  const lat = fc.integer({ min: -90_000_000, max: 90_000_000 }).map((n) => n / 1e6);
  const lng = fc.integer({ min: -180_000_000, max: 180_000_000 }).map((n) => n / 1e6);
  fc.assert(
    fc.property(lat, lng, lat, lng, (lat1, lng1, lat2, lng2) => {
      const there = apart({ lat: lat1, lng: lng1 }, lat2, lng2);
      const back = apart({ lat: lat2, lng: lng2 }, lat1, lng1);
      const metres = Number(valueFor(there.expr, there.data));
      expect(metres).toBe(Number(valueFor(back.expr, back.data)));
      expect(metres).toBeLessThanOrEqual(20_015_115);
      const rad = (degrees: number) => (degrees * Math.PI) / 180;
      const h =
        Math.sin(rad(lat2 - lat1) / 2) ** 2 +
        Math.cos(rad(lat1)) * Math.cos(rad(lat2)) * Math.sin(rad(lng2 - lng1) / 2) ** 2;
      // Near the opposite point haversines are good for some decimetres only.
      expect(Math.abs(metres - 2 * 6_371_008.8 * Math.asin(Math.sqrt(Math.min(1, h))))).toBeLessThan(2);
    }),
    { seed: 20261122, numRuns: 300 },
  );
});
