import { check } from '@trellis/logic';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearbyScope } from '../form/scope.ts';
import { galleryForm } from '../gallery/sample.ts';
import { describeFilter } from './describe.ts';
import { exprToFilter, filterToExpr } from './expr.ts';
import { filterFields } from './fields.ts';
import { operatorsOf } from './operators.ts';
import type { FilterCondition, FilterField, FilterGroup, FilterNode } from './types.ts';

const form = galleryForm();
const fields = filterFields(form);
const id = '01900000-0000-7000-8000-000000000001';

/** A literal of a field's kind as the editor's inputs give it. */
const literal = ({ kind }: FilterField): fc.Arbitrary<string> => {
  if (kind === 'number') return fc.integer().map(String);
  if (kind === 'date' || kind === 'datetime')
    return fc
      .integer({ min: 0, max: 20_000 })
      .map((n) => new Date(n * 86_400_000).toISOString().slice(0, 10));
  if (kind === 'time') return fc.constantFrom('00:00:00', '14:30:00');
  if (kind === 'ref') return fc.constant(id);
  if (kind === 'option') return fc.constantFrom('need', 'proposal', 'lost');
  return fc.string({ minLength: 1 }).filter((text) => !text.includes('\0'));
};

const degrees = (most: number) => fc.integer({ min: -most * 1e6, max: most * 1e6 }).map((n) => n / 1e6 + 0);

const condition: fc.Arbitrary<FilterCondition> = fc.constantFrom(...fields).chain((field) =>
  fc.constantFrom(...operatorsOf(field)).chain((operator) => {
    const base = { kind: 'condition' as const, field: field.key, op: operator.op };
    if (operator.value === 'none') return fc.constant<FilterCondition>(base);
    const value: fc.Arbitrary<FilterCondition['value'] & {}> =
      operator.value === 'days' || operator.value === 'count'
        ? fc.integer({ min: 1, max: 900 })
        : operator.value === 'month'
          ? fc.integer({ min: 1, max: 12 })
          : operator.value === 'near'
            ? fc.record({
                lat: degrees(90),
                lng: degrees(180),
                km: fc.integer({ min: 1, max: 9000 }).map((n) => n / 10),
              })
            : operator.value === 'list'
              ? fc.uniqueArray(literal(field), { minLength: 1, maxLength: 3 })
              : operator.value === 'range'
                ? fc.tuple(literal(field), literal(field))
                : literal(field);
    return value.map((given): FilterCondition => ({ ...base, value: given }));
  }),
);

/** Filters in the normal form that an expression has: a group below the top joins at least two items. */
const filter: fc.Arbitrary<FilterGroup> = fc.letrec<{ node: FilterNode; group: FilterGroup }>((tie) => ({
  node: fc.oneof({ maxDepth: 2, withCrossShrink: true }, condition, tie('group')),
  group: fc.record({
    kind: fc.constant('group' as const),
    join: fc.constantFrom('and' as const, 'or' as const),
    items: fc.array(tie('node'), { minLength: 2, maxLength: 3 }),
  }),
})).group;

describe('filter ⇄ expression', () => {
  it('reads back every filter it writes', () => {
    fc.assert(
      fc.property(filter, (given) => {
        expect(exprToFilter(filterToExpr(given, fields), fields)).toEqual(given);
      }),
      { seed: 7, numRuns: 250 },
    );
  });

  it('writes only expressions that pass the check against the form', () => {
    const scope = nearbyScope(form, undefined);
    fc.assert(
      fc.property(filter, (given) => {
        const expr = filterToExpr(given, fields);
        const result = check(expr ?? true, scope, { root: 'condition' });
        expect(result.ok ? [] : result.issues).toEqual([]);
      }),
      { seed: 7, numRuns: 250 },
    );
  });

  it('keeps what it can’t show', () => {
    const odd = { '>': [{ '*': [{ var: 'money' }, { var: 'percent' }] }, 5] };
    const known = { '==': [{ var: 'money' }, '5'] };
    const read = exprToFilter({ and: [odd, known] }, fields);
    expect(read.items.map(({ kind }) => kind)).toEqual(['raw', 'condition']);
    expect(filterToExpr(read, fields)).toEqual({ and: [odd, known] });
  });

  it('does not take a comparison of two fields for one with a value', () => {
    expect(exprToFilter({ '==': [{ var: 'money' }, { var: 'number' }] }, fields).items[0]?.kind).toBe('raw');
  });

  it('shows numbers that a formula wrote bare', () => {
    const [item] = exprToFilter({ '>': [{ var: 'money' }, 1.5] }, fields).items;
    expect(item).toMatchObject({ kind: 'condition', field: 'money', value: '1.5' });
  });

  it('leaves out conditions that lack their value', () => {
    const items: FilterNode[] = [
      { kind: 'condition', field: 'text', op: 'contains' },
      { kind: 'condition', field: 'stage', op: 'in', value: [] },
      { kind: 'condition', field: 'money', op: 'between', value: ['1', null] },
      { kind: 'condition', field: 'date', op: 'past_days' },
    ];
    expect(filterToExpr({ kind: 'group', join: 'and', items }, fields)).toBeUndefined();
  });
});

describe('describeFilter', () => {
  const env = { locale: 'zh' as const, tz: 'Asia/Shanghai', title: () => '王磊' };
  const words = (expr: Parameters<typeof describeFilter>[0]) =>
    describeFilter(expr, form, env).map(({ text }) => text);

  it('says each part with labels and formatted values', () => {
    expect(
      words({
        and: [
          { in: [{ var: 'stage' }, ['need', 'won']] },
          { '>=': [{ var: 'money' }, '100000'] },
          { between: [{ var: 'percent' }, '0.1', '0.5'] },
          { in: [{ var: 'member' }, [id]] },
          { has_any: [{ var: 'multi_select' }, ['mes', 'training']] },
        ],
      }),
    ).toEqual([
      '阶段 是 需求确认、赢单',
      '金额 大于等于 ¥100,000.00',
      '百分比 介于 10% – 50%',
      '成员 是 王磊',
      '多选 包含任一 MES、培训',
    ]);
  });

  it('says a relative period with its number of days', () => {
    const day = (n: number) => ({ date_add: [{ var: '$today' }, n, 'day'] });
    expect(
      words({
        between: [{ var: 'date' }, { start_of: [day(-6), 'day'] }, { end_of: [{ var: '$today' }, 'day'] }],
      }),
    ).toEqual(['日期 过去 7 天内（含今天）']);
  });

  it('says departments, numbers, files and distances', () => {
    expect(
      words({
        and: [
          { under: [{ var: 'department' }, id] },
          { in: [{ var: 'department' }, { var: '$member.departments_below' }] },
          { has_digits: [{ var: 'phone' }, '138 0013'] },
          { '>=': [{ count: [{ var: 'file' }] }, 2] },
          { some: [{ file_names: [{ var: 'file' }] }, { contains: [{ var: 'row' }, '合同'] }] },
          { contains: [{ part: [{ var: 'rich_text' }, 'text'] }, '节拍'] },
          { '<=': [{ distance: [{ var: 'location' }, 30.27, 120.15] }, 5500] },
        ],
      }),
    ).toEqual([
      '部门 属于（含下级） 王磊',
      '部门 是我的部门或其下级',
      '电话 包含 138 0013',
      '附件 至少 2 个文件',
      '附件 文件名包含 合同',
      '富文本 包含 节拍',
      '定位 距 30.27,120.15 5.5 公里以内',
    ]);
  });

  it('waits for the names of places and people, and never shows their codes', () => {
    const [chip] = describeFilter({ under: [{ var: 'region' }, '999900'] }, form, env);
    expect(chip).toMatchObject({ text: '省市区 属于（含下级） …', pending: true });
    const nobody = { ...env, title: () => undefined };
    const [member] = describeFilter({ in: [{ var: 'member' }, [id]] }, form, nobody);
    expect(member).toMatchObject({ text: '成员 是 …', pending: true });
  });

  it('keeps “any of” together as one part', () => {
    const expr = { or: [{ '==': [{ var: 'checkbox' }, true] }, { is_empty: [{ var: 'date' }] }] };
    expect(words(expr)).toEqual(['勾选框 为是 或 日期 为空']);
  });
});

it('reads one option that is asked for by itself as one of a choice', () => {
  expect(exprToFilter({ '==': [{ var: 'stage' }, 'won'] }, fields).items).toEqual([
    { kind: 'condition', field: 'stage', op: 'in', value: ['won'] },
  ]);
  const other = { '==': [{ var: 'stage' }, { var: 'select' }] };
  expect(exprToFilter(other, fields).items).toEqual([{ kind: 'raw', expr: other }]);
});
