import { describe, expect, it } from 'vitest';
import { blankForm } from './blank.ts';
import { addField, newField } from './commands.ts';
import { chosenNames, existing, namesOf, range, type Selection, toggled } from './selection.ts';

const document = ['a', 'b', 'c'].reduce(
  (now, key) => addField(key, newField('text', { zh: key }), { end: true }).apply(now),
  blankForm({ zh: '表' }),
);
const order = namesOf(document);
const one: Selection = { kind: 'field', key: 'b', turn: 1 };
const many = (...names: string[]): Selection => ({ kind: 'many', names, anchor: 'b', turn: 1 });

describe('choosing several', () => {
  it('adds and takes away one by one, in the order of the form', () => {
    expect(order).toEqual(['name', 'a', 'b', 'c']);
    expect(toggled(one, order, 'a')).toEqual(['a', 'b']);
    expect(toggled(many('a', 'b'), order, 'a')).toEqual(['b']);
    expect(toggled({ kind: 'section', key: 'x', turn: 1 }, order, 'a')).toEqual(['a']);
  });

  it.each([
    ['forwards', one, 'c', ['b', 'c'], 'b'],
    ['backwards', one, 'name', ['name', 'a', 'b'], 'b'],
    ['again from where it began', many('b', 'c'), 'a', ['a', 'b'], 'b'],
    ['from nothing', { kind: 'form', turn: 1 } as Selection, 'a', ['a'], 'a'],
  ])('takes a range %s', (_, selection, to, names, anchor) => {
    expect(range(selection, order, to)).toEqual({ names, anchor });
  });

  it('forgets what is gone', () => {
    expect(existing(many('a', 'x', 'c'), document)).toEqual(many('a', 'c'));
    expect(existing(many('x'), document)).toEqual({ kind: 'form', turn: 1 });
    expect(existing(one, document)).toBe(one);
    expect(chosenNames({ kind: 'note', key: 'line', turn: 1 })).toEqual(['#line']);
  });
});
