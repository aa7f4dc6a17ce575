import { TIME_ZOOMS } from '@trellis/metadata';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { axisOf, headOf, weekendsOf } from './axis.ts';
import { rowCount, rowsBetween, type Section } from './sections.ts';
import { DAY, isWeekend, wallOfDay } from './wall.ts';

const today = wallOfDay('2026-11-22');
const day = fc.integer({ min: -2000, max: 2000 }).map((days) => today + days * DAY);

test('an axis shows today and all that it is for; its units follow each other without a gap', () => {
  fc.assert(
    fc.property(fc.constantFrom(...TIME_ZOOMS), day, day, (zoom, a, b) => {
      const [first, last] = [Math.min(a, b), Math.max(a, b)];
      const axis = axisOf(zoom, today, first, last);
      for (const at of [today, first, last]) {
        expect(axis.x(at)).toBeGreaterThanOrEqual(0);
        expect(axis.x(at)).toBeLessThanOrEqual(axis.width);
        expect(axis.at(axis.x(at))).toBeCloseTo(at, 0);
      }
      for (const line of Object.values(headOf(axis, axis.from, axis.to))) {
        // A week may begin before the month that the axis begins with.
        expect(line[0]?.at).toBeLessThanOrEqual(axis.from);
        expect(line.at(-1)?.to).toBeGreaterThanOrEqual(axis.to);
        line.slice(1).forEach((tick, index) => {
          expect(tick.at).toBe(line[index]?.to);
        });
      }
      for (const off of weekendsOf(axis, axis.from, axis.to))
        expect(isWeekend(off.at) && isWeekend(off.to - 1)).toBe(true);
    }),
    { seed: 5, numRuns: 60 },
  );
});

test('a date by mistake far away does not stretch the axis without end', () => {
  const axis = axisOf('day', today, wallOfDay('0201-01-01'), wallOfDay('9999-12-31'));
  expect((axis.to - axis.from) / DAY).toBeLessThan(21 * 366);
});

test('every row of every section stands once, whatever part is asked for', () => {
  const section = fc.record({
    id: fc.string(),
    count: fc.integer({ min: 0, max: 30 }),
    folded: fc.boolean(),
    named: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(section, { maxLength: 6 }), fc.integer({ min: 1, max: 40 }), (list, step) => {
      const sections = list.map(({ named, ...one }): Section => (named ? { ...one, name: 'x' } : one));
      const total = rowCount(sections);
      const parts = Array.from({ length: Math.ceil(total / step) }, (_, i) =>
        rowsBetween(sections, i * step, (i + 1) * step),
      ).flat();
      expect(parts.map(({ row }) => row)).toEqual(Array.from({ length: total }, (_, i) => i));
      for (const [index, { count, folded }] of sections.entries())
        expect(parts.filter(({ is }) => is.kind === 'record' && is.section === index)).toHaveLength(
          folded ? 0 : count,
        );
    }),
    { seed: 5, numRuns: 100 },
  );
});

test('records that are opened have theirs right below them, a step further in', () => {
  const sections: Section[] = [
    { id: 'all', count: 3, folded: false, open: [{ index: 1, section: 1 }] },
    { id: 'b', count: 2, folded: false, below: true, open: [{ index: 0, section: 2 }] },
    { id: 'ba', count: 2, folded: false, below: true },
  ];
  const rows = rowsBetween(sections, 0, 99).map(({ is }) =>
    is.kind === 'head' ? '' : `${is.section}/${is.index}@${is.depth}`,
  );
  expect(rows).toEqual(['0/0@0', '0/1@0', '1/0@1', '2/0@2', '2/1@2', '1/1@1', '0/2@0']);
  expect(rowCount(sections)).toBe(7);
  for (let from = 0; from < 7; from++)
    expect(rowsBetween(sections, from, from + 2).map(({ row }) => row)).toEqual(
      [from, from + 1].filter((row) => row < 7),
    );
});
