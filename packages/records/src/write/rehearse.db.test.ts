import { newId } from '@trellis/metadata';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundle, field, form, options } from '../definitions/testing/documents.ts';
import { openTestWorkspace, type TestWorkspace } from '../definitions/testing/workspace.ts';
import { bulkCreate, type Ctx, createRecord, publishBundle, updateRecord, validateRows } from '../server.ts';
import { as, member, role } from '../testing/people.ts';
import { changeTogether } from './bulk-change.ts';
import { rehearseChanges, type WantedChange } from './rehearse.ts';

/** What a rehearsal says of changes that the write would refuse for what else is stored. */

const DEAL = 'crm:deal';
let at: TestWorkspace;
let ctx: Ctx;
let seller: Ctx;
let deals: readonly string[];
let customers: readonly string[];

beforeAll(async () => {
  at = await openTestWorkspace();
  const deal = form(
    {
      title: field('text'),
      phone: field('text'),
      stage: field('select', options('open', 'won')),
      customer: field('reference', {
        form: 'customer',
        filter: { where: { '==': [{ var: 'open' }, true] } },
      }),
      partner: field('reference', { form: 'customer' }),
    },
    {
      keys: [
        {
          key: 'mobile',
          fields: [{ field: 'phone', as: 'phone' }],
          except: { field: 'stage', in: ['won'] },
        },
      ],
    },
  );
  const actions = ['view', 'edit', 'create'] as const;
  const rows = { or: [{ '==': [{ var: 'stage' }, 'open'] }, { '==': [{ var: 'partner.open' }, true] }] };
  await publishBundle(
    await at.ctx(),
    'crm',
    bundle(
      { customer: form({ name: field('text'), open: field('checkbox') }), deal },
      { roles: { seller: role({ customer: { actions: ['view'] }, deal: { actions: [...actions], rows } }) } },
    ),
  );
  ctx = await at.ctx();
  ({ ids: customers } = await bulkCreate(ctx, 'crm:customer', [
    { values: { name: '开', open: true } },
    { values: { name: '关', open: false } },
  ]));
  const make = (n: number) => ({ values: { title: `D${n}`, phone: `1380013800${n}`, stage: 'open' } });
  ({ ids: deals } = await bulkCreate(ctx, DEAL, [0, 1, 2, 3, 4, 5, 6].map(make)));
  seller = as(ctx, await member(at, newId(), '销售', 'seller'));
});
afterAll(() => at.close());

const change = (n: number, set: Record<string, unknown>): WantedChange => ({ id: deals[n] ?? '', set });
const wanted = (): readonly WantedChange[] => [
  // A phone of another record, written in another way; of one that does not count; its own.
  change(0, { phone: '+86 138-0013-8006' }),
  change(1, { stage: 'won', partner: customers[0], phone: '138 0013 8002' }),
  change(2, { phone: '138 0013 8002', title: '同一个' }),
  // Two of the changes want the same.
  change(3, { phone: '13900139000' }),
  change(4, { phone: '13900139000', customer: customers[1] }),
  // Out of reach by its own values, or by those of another record; within reach by these.
  change(5, { stage: 'won' }),
  change(6, { stage: 'won', partner: customers[1], customer: customers[0] }),
];
const REFUSED = [
  [['phone', 'key_taken']],
  [],
  [],
  [],
  [
    ['customer', 'reference_filtered'],
    ['phone', 'key_taken'],
  ],
  [['', 'out_of_scope']],
  [['', 'out_of_scope']],
];

test('keys, candidates and the rows of the member are told beforehand, and nothing of it is written', async () => {
  const told: (readonly string[])[][] = [];
  for await (const slice of rehearseChanges(seller, DEAL, wanted()))
    for (const { issues } of slice) told.push(issues.map(({ path, code }) => [path.join('.'), code]));
  expect(told).toEqual(REFUSED);
  const done = await changeTogether(seller, DEAL, wanted());
  expect(wanted().map(({ id }) => done.has(id))).toEqual(REFUSED.map(({ length }) => length === 0));
  for (const [n, { id, set }] of wanted().entries()) {
    if (REFUSED[n]?.length === 0) continue;
    await expect(updateRecord(seller, DEAL, id, { set })).rejects.toMatchObject({ name: 'AppError' });
  }
});

test('a new record that would be out of reach by what another one says is told at its row', async () => {
  const rows = [
    { values: { title: 'A', stage: 'won', partner: customers[0] } },
    { values: { title: 'B', stage: 'won', partner: customers[1] } },
    { values: { title: 'C', stage: 'won' } },
  ];
  const issues = await validateRows(seller, DEAL, rows);
  expect(issues.map((found) => found.map(({ code }) => code))).toEqual([
    [],
    ['out_of_scope'],
    ['out_of_scope'],
  ]);
  await expect(bulkCreate(seller, DEAL, rows)).rejects.toMatchObject({ code: 'validation_failed' });
  await expect(createRecord(seller, DEAL, rows[1] ?? { values: {} })).rejects.toMatchObject({
    code: 'forbidden',
  });
});
