import type { AppBundle } from '@trellis/metadata';
import type { Ctx } from '../contract.ts';
import { bundle, field, form, options } from '../definitions/testing/documents.ts';
import { openTestWorkspace, type TestWorkspace } from '../definitions/testing/workspace.ts';
import { publishBundle } from '../server.ts';

const CUSTOMER = 'crm:customer';
const DEAL = 'crm:deal';

export { CUSTOMER, DEAL };

/** Customers and deals with a field of each value kind and each kind of rule. */
export const crmForms = (): AppBundle['forms'] => ({
  customer: form(
    {
      name: field('text', { maxLength: 50 }, { unique: true }),
      phone: field('phone', {}, { searchable: true }),
      secret: field('text', {}, { searchable: true }),
      tags: field('multi_select', options('vip', 'new', 'old')),
      grade: field('select', options('a', 'b', 'c'), { default: { kind: 'value', value: 'c' } }),
    },
    { required: ['name'] },
  ),
  deal: form(
    {
      title: field('text', { maxLength: 20 }),
      number: field(
        'autonumber',
        {
          parts: [
            { kind: 'text', text: '单-' },
            { kind: 'date', format: 'YYYY' },
            { kind: 'text', text: '-' },
            { kind: 'counter', digits: 3, reset: 'year' },
          ],
        },
        { searchable: true },
      ),
      customer: field('reference', { form: 'customer' }),
      stage: field('stage', options('open', 'won', 'lost'), {
        default: { kind: 'value', value: 'open' },
        readonlyWhen: { '==': [{ var: 'stage' }, 'lost'] },
      }),
      amount: field('money', { min: '0' }),
      closes: field('date', {}, { default: { kind: 'expr', expr: { var: '$today' } } }),
      seen: field('datetime'),
      hot: field('checkbox'),
      seller: field('member'),
      reason: field(
        'text',
        {},
        {
          visible: { '==': [{ var: 'stage' }, 'lost'] },
          requiredWhen: { '==': [{ var: 'stage' }, 'lost'] },
        },
      ),
      code: field('text', {}, { readonly: true }),
    },
    {
      required: ['title'],
      stageField: 'stage',
      checks: [
        {
          key: 'won_needs_amount',
          when: { and: [{ '==': [{ var: 'stage' }, 'won'] }, { is_empty: [{ var: 'amount' }] }] },
          message: { zh: '赢单必须填金额', en: 'A won deal needs an amount' },
          field: 'amount',
        },
      ],
    },
  ),
});

/** A workspace with the test app installed; `extra` adds roles and the like. */
export async function openCrm(
  options_: { readonly version?: 14 | 18; readonly extra?: Partial<Omit<AppBundle, 'forms'>> } = {},
): Promise<{ at: TestWorkspace; ctx: Ctx }> {
  const at = await openTestWorkspace(options_.version ?? 18);
  await publishBundle(await at.ctx(), 'crm', bundle(crmForms(), options_.extra));
  return { at, ctx: await at.ctx() };
}
