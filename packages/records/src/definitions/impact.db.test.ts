import { effectName, effectsOf } from '@trellis/forms/model';
import { diffForm, type FieldSchema, type FormCheck } from '@trellis/metadata';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRecord, listTouched, planPublish, publishBundle, saveDraft } from '../server.ts';
import { conditionOf } from './impact.ts';
import { draftPlan } from './plan.ts';
import { scanRecords } from './scan.ts';
import { bundle, field, form, options } from './testing/documents.ts';
import { openTestWorkspace, type TestWorkspace } from './testing/workspace.ts';

const FORM = 'crm:deal';
const REF = { kind: 'form', app: 'crm', key: 'deal' } as const;

const rows = (properties: Readonly<Record<string, FieldSchema>>, checks: readonly FormCheck[] = []) =>
  field('subform', { form: { properties, required: [], ...(checks.length > 0 ? { checks } : {}) } } as never);
const base = (): Record<string, FieldSchema> => ({
  title: field('text', { maxLength: 50 }),
  amount: field('number'),
  grade: field('select', options('a', 'b', 'c')),
  tags: field('multi_select', options('x', 'y', 'z')),
  due: field('date'),
  account: field('reference', { form: 'account' }),
  lines: rows({ item: field('text', { maxLength: 50 }), qty: field('number') }),
});

describe('what a change means for the records there are', () => {
  let w: TestWorkspace;
  beforeAll(async () => {
    w = await openTestWorkspace();
    const account = form({ name: field('text'), active: field('checkbox') });
    await publishBundle(await w.ctx(), 'crm', bundle({ account, deal: form(base()) }));
    const ctx = await w.ctx();
    const open = await createRecord(ctx, 'crm:account', { values: { name: '启明', active: true } });
    const shut = await createRecord(ctx, 'crm:account', { values: { name: '停业', active: false } });
    const values = [
      { title: '一', amount: '5', grade: 'a', tags: ['x'], due: '2026-03-02', account: open.id },
      { title: '很长的标题很长', amount: '-3', grade: 'b', tags: ['x', 'y', 'z'], due: '2026-03-01' },
      { title: '三', amount: null, grade: null, account: shut.id, lines: [{ item: '甲', qty: '2' }] },
      { title: '四', amount: '-1', grade: 'c', lines: [{ item: '乙', qty: '0' }, { item: '过长的名称' }] },
    ];
    for (const one of values) await createRecord(ctx, FORM, { values: one });
  });
  afterAll(() => w.close());

  /** Lines of the plan that count records, each with the titles of those records. */
  const impacts = async (properties: Record<string, FieldSchema>, meta: Parameters<typeof form>[1] = {}) => {
    await saveDraft(await w.ctx(), REF, { document: form(properties, meta) });
    const plan = await planPublish(await w.ctx(), REF);
    expect(plan.issues).toEqual([]);
    const told: Record<string, readonly string[]> = {};
    for (const { open, params } of plan.steps) {
      if (open === undefined) continue;
      const { total, records } = await listTouched(await w.ctx(), REF, open);
      expect([open, total]).toEqual([open, params.count]);
      told[open] = records.map(({ title }) => title).sort();
    }
    return told;
  };
  const check = (when: FormCheck['when']) => ({
    checks: [{ key: 'c', when, message: { zh: '金额须为正' } }],
  });

  test('a new check refuses those that fail it', async () => {
    expect(await impacts(base(), check({ '<': [{ var: 'amount' }, 0] }))).toEqual({
      'records_refused c': ['四', '很长的标题很长'].sort(),
    });
    const { records } = await listTouched(await w.ctx(), REF, 'records_refused c');
    expect(records[0]?.about).toEqual(['金额须为正']);
    // Over what is new in the form no query can ask; the records are looked at.
    const fresh = { ...base(), fresh: field('number') };
    expect(await impacts(fresh, check({ is_empty: { var: 'fresh' } }))).toEqual({
      'records_refused c': ['一', '三', '四', '很长的标题很长'].sort(),
    });
    // What asks for the record before says nothing of records at rest.
    expect(await impacts(base(), check({ '<': [{ var: '$before.amount' }, 0] }))).toEqual({});
  });

  test('bounds, options and candidates that are narrower', async () => {
    expect(await impacts({ ...base(), title: field('text', { maxLength: 3 }) })).toEqual({
      'values_refused title': ['很长的标题很长'],
    });
    expect(await impacts({ ...base(), amount: field('number', { min: '0' }) })).toEqual({
      'values_refused amount': ['四', '很长的标题很长'].sort(),
    });
    expect(
      await impacts({ ...base(), tags: field('multi_select', { ...options('x', 'y', 'z'), max: 2 }) }),
    ).toEqual({ 'values_refused tags': ['很长的标题很长'] });
    expect(
      await impacts({
        ...base(),
        grade: field('select', options('a')),
        tags: field('multi_select', options('x', 'y')),
      }),
    ).toEqual({
      'values_without_option grade': ['四', '很长的标题很长'].sort(),
      'values_without_option tags': ['很长的标题很长'],
    });
    const narrow = field('reference', {
      form: 'account',
      filter: { where: { '==': [{ var: 'active' }, true] } },
    });
    expect(await impacts({ ...base(), account: narrow })).toEqual({ 'references_outside account': ['三'] });
  });

  test('what a type judges by itself is looked at record by record', async () => {
    const workdays = field('date', { weekdays: [1, 2, 3, 4, 5] });
    expect(await impacts({ ...base(), due: workdays })).toEqual({ 'values_refused due': ['很长的标题很长'] });
    const { records } = await listTouched(await w.ctx(), REF, 'values_refused due');
    expect(records[0]?.about[0]).toContain('2026');
    expect(records[0]?.about).toHaveLength(2);
  });

  test('what must be there, always or under a condition', async () => {
    expect(await impacts(base(), { required: ['grade'] })).toEqual({ 'values_missing grade': ['三'] });
    const when = { requiredWhen: { '<': [{ var: 'amount' }, 0] } };
    expect(await impacts({ ...base(), account: field('reference', { form: 'account' }, when) })).toEqual({
      'values_missing account': ['四', '很长的标题很长'].sort(),
    });
    const added = { ...base(), fresh: field('text') };
    expect((await impacts(added, { required: ['fresh'] }))['values_missing fresh']).toHaveLength(4);
  });

  test('rows of sub-forms count with their record', async () => {
    const narrow = rows({ item: field('text', { maxLength: 3 }), qty: field('number') });
    expect(await impacts({ ...base(), lines: narrow })).toEqual({ 'values_refused lines.item': ['四'] });
    const checked = rows({ item: field('text', { maxLength: 50 }), qty: field('number') }, [
      { key: 'q', when: { '==': [{ var: 'qty' }, 0] }, message: { zh: '数量不能为 0' } },
    ]);
    expect(await impacts({ ...base(), lines: checked })).toEqual({ 'records_refused lines q': ['四'] });
    expect(await impacts({ ...base(), lines: rows({ item: field('text', { maxLength: 50 }) }) })).toEqual({
      'values_binned lines.qty': ['三', '四'],
    });
    const { lines: _, ...rest } = base();
    expect(await impacts(rest)).toEqual({ 'values_binned lines': ['三', '四'] });
  });

  test('the database and a look at each record come to the same', async () => {
    const ctx = await w.ctx();
    const before = ctx.catalog.forms.get(FORM);
    if (!before) throw new Error(FORM);
    await saveDraft(ctx, REF, {
      document: form(
        {
          ...base(),
          title: field('text', { maxLength: 3, minLength: 2 }),
          amount: field('number', { min: '0', max: '4' }),
          grade: field('select', options('a')),
          lines: rows({ item: field('text', { maxLength: 3 }), qty: field('number', { min: '1' }) }),
        },
        { required: ['grade', 'due'], ...check({ '>': [{ var: 'amount' }, 1] }) },
      ),
    });
    const { form: planned } = await draftPlan(ctx, REF);
    if (!planned) throw new Error('no plan');
    const effects = effectsOf(before, planned.form, diffForm(before.document, planned.form.document));
    expect(effects.length).toBeGreaterThanOrEqual(7);
    const { found, all } = await scanRecords(ctx, before, planned.form, effects);
    expect(all).toBe(true);
    for (const effect of effects) {
      const condition = conditionOf(ctx, before, effect);
      if (!condition) continue;
      const { total } = await listTouched(ctx, REF, effectName(effect));
      expect([effect.code, effect.change.field, found.get(effect)?.count]).toEqual([
        effect.code,
        effect.change.field,
        total,
      ]);
    }
  });
});
