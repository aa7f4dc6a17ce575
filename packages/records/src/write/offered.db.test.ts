import { AppError, type OptionRule } from '@trellis/metadata';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundle, field, form, options } from '../definitions/testing/documents.ts';
import { openTestWorkspace, type TestWorkspace } from '../definitions/testing/workspace.ts';
import {
  bulkCreate,
  type Ctx,
  createRecord,
  publishBundle,
  savePublicForm,
  submitPublic,
  updateRecord,
} from '../server.ts';

/** Options that rules do not offer are refused on every way into the database. */

const ORDER = 'shop:order';
const when = (path: string, is: string, ...offered: string[]): OptionRule => ({
  when: { '==': [{ var: path }, is] },
  options: offered,
});
/** With limits, or as it was before anybody thought of them. */
const order = (limits: boolean) => {
  const rules = (...optionsWhen: OptionRule[]) => (limits ? { optionsWhen } : {});
  return form({
    title: field('text'),
    kind: field('select', options('home', 'abroad')),
    ways: field(
      'multi_select',
      options('post', 'truck', 'ship'),
      rules(when('kind', 'home', 'post', 'truck')),
    ),
    lines: field('subform', {
      form: {
        properties: {
          size: field('select', options('small', 'large')),
          box: field(
            'select',
            options('bag', 'crate'),
            rules(when('size', 'large', 'crate'), when('_parent_id.kind', 'abroad', 'crate')),
          ),
        },
        required: [],
      },
    } as never),
  });
};

let at: TestWorkspace;
let ctx: Ctx;
let old = '';
const publish = async (limits: boolean) => {
  await publishBundle(await at.ctx(), 'shop', bundle({ order: order(limits) }));
  ctx = await at.ctx();
};
beforeAll(async () => {
  at = await openTestWorkspace();
  await publish(false);
  old = (await createRecord(ctx, ORDER, { values: { title: '旧', kind: 'home', ways: ['ship'] } })).id;
  await publish(true);
});
afterAll(() => at.close());

/** Where something was refused, and why. */
async function refusal(write: Promise<unknown>): Promise<readonly string[]> {
  const error = await write.then(
    () => undefined,
    (caught: unknown) => caught,
  );
  if (!(error instanceof AppError)) throw error ?? new Error('was taken');
  return error.issues.map(({ code, path, params }) => `${path.join('.')}: ${code} ${params?.value}`);
}

const wrong = { title: '新', kind: 'home', ways: ['post', 'ship'] };
const inRows = { title: '新', kind: 'abroad', lines: [{ size: 'small', box: 'bag' }] };

test('of a new record, in its rows, and of many at once', async () => {
  expect(await refusal(createRecord(ctx, ORDER, { values: wrong }))).toEqual([
    'values.ways: option_not_offered ship',
  ]);
  expect(await refusal(createRecord(ctx, ORDER, { values: inRows }))).toEqual([
    'values.lines.0.box: option_not_offered bag',
  ]);
  const right = { ...inRows, kind: 'home' };
  expect(await refusal(bulkCreate(ctx, ORDER, [{ values: right }, { values: wrong }]))).toEqual([
    'create.1.values.ways: option_not_offered ship',
  ]);
  expect(
    (await bulkCreate(ctx, ORDER, [{ values: right }, { values: { ...wrong, kind: 'abroad' } }])).ids,
  ).toHaveLength(2);
});

test('of a change, by the choice or by what limits it', async () => {
  const { id } = await createRecord(ctx, ORDER, { values: { ...wrong, kind: 'abroad' } });
  expect(await refusal(updateRecord(ctx, ORDER, id, { set: { kind: 'home' } }))).toEqual([
    'set.ways: option_not_offered ship',
  ]);
  await updateRecord(ctx, ORDER, id, { set: { kind: 'home', ways: ['post'] } });
  expect(await refusal(updateRecord(ctx, ORDER, id, { set: { ways: ['ship'] } }))).toEqual([
    'set.ways: option_not_offered ship',
  ]);
});

test('a choice from before the limit stays and stops nobody, until it is chosen anew', async () => {
  expect((await updateRecord(ctx, ORDER, old, { set: { title: '改名' } })).values.ways).toEqual(['ship']);
  expect(await refusal(updateRecord(ctx, ORDER, old, { set: { ways: ['ship', 'post'] } }))).toEqual([
    'set.ways: option_not_offered ship',
  ]);
});

test('of what a visitor sends', async () => {
  const place = { app: 'shop', form: 'order' };
  const { settings, token } = await savePublicForm(
    ctx,
    place,
    { enabled: true, fields: ['kind', 'ways'] },
    null,
  );
  const pub = { form: ORDER, token, settings, passwordHash: null, revision: 1 };
  const send = (values: Record<string, unknown>) =>
    submitPublic(ctx, pub, { id: crypto.randomUUID(), visitor: 'v'.repeat(16), values, params: {} });
  expect(await refusal(send({ kind: 'home', ways: ['ship'] }))).toEqual([
    'values.ways: option_not_offered ship',
  ]);
  await send({ kind: 'abroad', ways: ['ship'] });
});
