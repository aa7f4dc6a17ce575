import type { Row } from '@trellis/logic';
import type { FormDocument } from '@trellis/metadata';
import { compileRecordValidator } from '@trellis/metadata/ajv';
import { describe, expect, it } from 'vitest';
import { env, field, formOf } from '../testing/forms.ts';
import { compileForm } from './compile.ts';
import { defaults, emptyRecord, normaliseRecord, validateRecord } from './record.ts';
import { behaviourState } from './state.ts';

const lost = { '==': [{ var: 'stage' }, 'lost'] };
const stages = {
  options: ['open', 'won', 'lost'].map((key) => ({ key, label: { zh: key } })),
};
const document = formOf(
  {
    stage: field('stage', stages, { default: { kind: 'value', value: 'open' } }),
    reason: field('textarea', {}, { visible: lost, requiredWhen: lost }),
    amount: field('money', { min: 0 }, { readonlyWhen: { '==': [{ var: 'stage' }, 'won'] } }),
    signed: field('date', {}, { default: { kind: 'expr', expr: { var: '$today' } } }),
    due: field(
      'date',
      {},
      {
        default: { kind: 'expr', expr: { date_add: [{ var: 'signed' }, 30, 'day'] } },
      },
    ),
    owner: field('member', {}, { default: { kind: 'expr', expr: { var: '$member' } } }),
    code: field('autonumber'),
    note: field('text', {}, { readonly: true }),
  },
  {
    required: ['name', 'reason'],
    meta: {
      checks: [
        {
          key: 'order',
          when: { '<': [{ var: 'due' }, { var: 'signed' }] },
          message: { zh: '到期日不能早于签约日', en: 'Due before signing' },
          field: 'due',
        },
      ],
    },
  },
);
const form = compileForm('crm:deal', document);
const state = (values: Parameters<typeof behaviourState>[1]) => behaviourState(form, values, env);
const codes = (values: Parameters<typeof behaviourState>[1]) =>
  validateRecord(form, values, state(values)).map(({ path, code }) => `${path.join('.')} ${code}`);

describe('a new record', () => {
  it('has every field and starts with the defaults, those that build on others last', () => {
    expect(Object.values(emptyRecord(form)).every((value) => value === null)).toBe(true);
    expect(defaults(form, env)).toEqual({
      ...emptyRecord(form),
      stage: 'open',
      signed: '2026-03-01',
      due: '2026-03-31',
      owner: env.member.id,
    });
  });

  it('leaves out defaults that run in a circle and says so', () => {
    const circle = (key: string) => ({ default: { kind: 'expr', expr: { var: key } } }) as const;
    const round = compileForm(
      'crm:x',
      formOf({ a: field('text', {}, circle('b')), b: field('text', {}, circle('a')) }),
    );
    expect(defaults(round, env)).toEqual(emptyRecord(round));
    expect(round.behaviour.issues.map(({ code }) => code)).toEqual(['default_cycle', 'default_cycle']);
  });
});

describe('what a client sends', () => {
  it('becomes canonical, only for the keys given', () => {
    expect(normaliseRecord(form, { name: ' 甲 ', amount: '12.50', reason: '' })).toEqual({
      ok: true,
      value: { name: '甲', amount: '12.5', reason: null },
    });
  });

  it('is refused at the right path', () => {
    const result = normaliseRecord(form, {
      nope: 1,
      amount: 'x',
      code: 'A1',
      __proto__: null,
      constructor: 1,
    });
    expect(result.ok ? [] : result.issues.map(({ path, code }) => [...path, code])).toEqual([
      ['nope', 'unknown_field'],
      ['amount', 'invalid_number'],
      ['code', 'generated_field'],
      ['constructor', 'unknown_field'],
    ]);
    expect(normaliseRecord(form, { code: 'A1' }, { generated: 'keep' })).toEqual({
      ok: true,
      value: { code: 'A1' },
    });
    for (const input of [null, [], 'x', 3]) expect(normaliseRecord(form, input).ok).toBe(false);
  });
});

describe('the rules of a form', () => {
  it('show, require and lock fields by the record', () => {
    const open = state({ stage: 'open' });
    expect([open.visible.has('reason'), open.required.has('reason')]).toEqual([false, false]);
    const closed = state({ stage: 'lost' });
    expect([closed.visible.has('reason'), closed.required.has('reason')]).toEqual([true, true]);
    expect([...state({ stage: 'won' }).readonly].toSorted()).toEqual(['amount', 'code', 'note']);
  });

  it('name everything that is wrong with a record at once', () => {
    expect(codes({ stage: 'lost', amount: '-1', signed: '2026-03-02', due: '2026-03-01' })).toEqual([
      'name required',
      'reason required',
      'amount too_small',
      'due check_failed',
    ]);
    expect(codes({ name: '甲', stage: 'open', due: '2026-03-01' })).toEqual([]);
  });

  it('hold for a field called `constructor` too', () => {
    const odd = compileForm('crm:odd', formOf({ constructor: field('text') }, { required: ['constructor'] }));
    const missing = validateRecord(odd, { name: 'x' }, behaviourState(odd, {}, env));
    expect(missing).toEqual([{ path: ['constructor'], code: 'required' }]);
    expect(compileRecordValidator(odd.document)({ name: 'x' })).toEqual([]);
    expect(normaliseRecord(odd, { constructor: ' a ' })).toEqual({ ok: true, value: { constructor: 'a' } });
  });

  it('give a form without rules one answer for all records', () => {
    const plain = compileForm('crm:plain', formOf({}, { required: ['name'] }));
    const [first, second] = [behaviourState(plain, {}, env), behaviourState(plain, { name: 'x' }, env)];
    expect(first.visible).toBe(second.visible);
    expect([...first.required]).toEqual(['name']);
  });

  it('leave out an expression that is wrong and report it at its path', () => {
    const bad: FormDocument = formOf({ a: field('text', {}, { visible: { '==': [{ var: 'nope' }, 'x'] } }) });
    const compiled = compileForm('crm:bad', bad);
    expect(compiled.behaviour.issues).toMatchObject([
      { path: ['properties', 'a', 'trellis', 'visible', '==', 0, 'var'], code: 'unknown_field' },
    ]);
    expect(behaviourState(compiled, {}, env).visible.has('a')).toBe(true);
  });

  it('know what was before the change, and that a new record has no past', () => {
    const upwards = compileForm(
      'crm:up',
      formOf(
        {
          amount: field('number'),
          stage: field('select', { options: [{ key: 'won', label: { zh: '赢单' } }] }),
          why: field('text', {}, { requiredWhen: { '!=': [{ var: 'amount' }, { var: '$before.amount' }] } }),
        },
        {
          meta: {
            checks: [
              {
                key: 'up',
                message: { zh: '金额只能调高' },
                when: { '<': [{ var: 'amount' }, { var: '$before.amount' }] },
              },
              {
                key: 'won',
                message: { zh: '赢单要有金额' },
                when: {
                  and: [
                    { becomes: [{ '==': [{ var: 'stage' }, 'won'] }] },
                    { is_empty: [{ var: 'amount' }] },
                  ],
                },
              },
            ],
          },
        },
      ),
    );
    expect(upwards.behaviour.issues).toEqual([]);
    const says = (values: Row, before?: Row) => {
      const { failed, required } = behaviourState(
        upwards,
        before ? { ...values, $before: before } : values,
        env,
      );
      return [...failed.map(({ key }) => key), ...required];
    };
    expect(says({ amount: '5' })).toEqual(['why']);
    expect(says({ stage: 'won' })).toEqual(['won']);
    expect(says({ amount: '5' }, { amount: '6' })).toEqual(['up', 'why']);
    expect(says({ amount: '7' }, { amount: '6' })).toEqual(['why']);
    expect(says({ amount: '6' }, { amount: '6' })).toEqual([]);
    expect(says({ stage: 'won' }, { stage: 'won' })).toEqual([]);
    expect(says({ stage: 'won' }, { stage: null })).toEqual(['won']);
  });
});
