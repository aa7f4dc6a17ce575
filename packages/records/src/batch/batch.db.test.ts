import { openPool } from '@trellis/db';
import { newId } from '@trellis/metadata';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  batchRecords,
  type Ctx,
  cancelBatch,
  checkStorage,
  createRecord,
  deleteRecord,
  getBatch,
  getRecord,
  listBatches,
  listMessages,
  previewBatch,
  queryRecords,
  recordHistory,
  restoreRecord,
  startBatch,
  sweepBatches,
  undoBatch,
  updateRecord,
} from '../server.ts';
import { CUSTOMER, DEAL, now, openDeals, PRODUCT } from './testing/deals.ts';
import type { EditAction } from './types.ts';

let w: Awaited<ReturnType<typeof openDeals>>;
let ctx: Ctx;
beforeAll(async () => {
  w = await openDeals();
  ({ ctx } = w);
});
afterAll(() => w.at.close());

const edit = (...changes: NonNullable<EditAction['changes']>): EditAction => ({ op: 'edit', changes });
const all = (title: string) => ({ filter: { starts_with: [{ var: 'title' }, title] } });
const undo = async (who: Ctx, id: string) => {
  const { id: back } = await undoBatch(now(who), id);
  await w.work();
  return getBatch(now(who), back);
};
const lastChange = async (id: string) => (await recordHistory(ctx, DEAL, id)).changes[0];

describe('edit', () => {
  test('sets, clears, adds, takes out, adds up and multiplies, several at once, and says what became of each', async () => {
    const customer = (await createRecord(ctx, CUSTOMER, { values: { name: '甲' } })).id;
    const ids = await w.make(30, (n) => ({
      customer,
      tags: n % 2 ? ['a'] : null,
      amount: n === 0 ? null : String(n),
    }));
    const batch = await w.run(ctx, {
      records: { ids },
      action: edit(
        { field: 'stage', op: 'set', value: 'won' },
        { field: 'tags', op: 'add', values: ['a', 'c'] },
        { field: 'amount', op: 'increase', by: '0.5' },
      ),
    });
    expect(batch).toMatchObject({ state: 'done', total: 30, done: 30, unchanged: 0, skipped: 0 });
    expect(batch.fields).toEqual(['stage', 'tags', 'amount']);
    expect(await w.read(ids.slice(0, 3), 'stage', 'tags', 'amount', 'twice')).toEqual([
      ['won', ['a', 'c'], null, null],
      ['won', ['a', 'c'], '1.5', '3'],
      ['won', ['a', 'c'], '2.5', '5'],
    ]);
    expect(await lastChange(ids[29] ?? '')).toMatchObject({ cause: 'batch', op: 'update', version: 2 });
    const sum = (29 * 30) / 2 + 29 * 0.5;
    expect((await getRecord(ctx, CUSTOMER, customer)).values.total).toBe(String(sum));

    const again = await w.run(ctx, {
      records: { ids: ids.slice(0, 3) },
      action: edit(
        { field: 'tags', op: 'remove', values: ['c'] },
        { field: 'amount', op: 'multiply', by: '1.333' },
        { field: 'stage', op: 'clear' },
      ),
    });
    expect(again).toMatchObject({ done: 3 });
    expect(await w.read(ids.slice(0, 3), 'stage', 'tags', 'amount')).toEqual([
      [null, ['a'], null],
      [null, ['a'], '2'],
      [null, ['a'], '3.33'],
    ]);
    expect((await undo(ctx, again.id)).done).toBe(3);
    expect(await undo(ctx, batch.id)).toMatchObject({ op: 'undo', undoes: batch.id, done: 30, kept: 0 });
    expect((await getRecord(ctx, CUSTOMER, customer)).values.total).toBe(String((29 * 30) / 2));
    expect(await w.read(ids.slice(0, 2), 'stage', 'tags', 'amount')).toEqual([
      ['open', null, null],
      ['open', ['a'], '1'],
    ]);
  });

  test('all matching but some, chosen at the start: what matches later, and what no longer does, plays no part', async () => {
    const ids = await w.make(6, (n) => ({ title: `M${n}` }));
    const { id, total } = await startBatch(ctx, DEAL, {
      records: { ...all('M'), except: [ids[0] ?? ''] },
      action: edit({ field: 'title', op: 'set', value: 'same' }),
    });
    expect(total).toBe(5);
    const [late] = await w.make(1, () => ({ title: 'M6' }));
    await w.work();
    expect(await getBatch(ctx, id)).toMatchObject({ done: 5, skipped: 0 });
    expect(await w.read([...ids.slice(0, 2), late ?? ''], 'title')).toEqual(['M0', 'same', 'M6']);
  });

  test('what refuses a record stops no other, and is told of it', async () => {
    const ids = await w.make(5, (n) => ({ title: `R${n}`, amount: String(n * 100) }));
    await deleteRecord(ctx, DEAL, ids[1] ?? '');
    const { id, total } = await startBatch(ctx, DEAL, {
      records: { ids },
      action: edit({ field: 'amount', op: 'multiply', by: '3' }),
    });
    expect(total).toBe(4);
    await deleteRecord(ctx, DEAL, ids[0] ?? '');
    await w.work();
    expect(await getBatch(ctx, id)).toMatchObject({ state: 'done', done: 0, skipped: 4 });
    const { records } = await batchRecords(ctx, id, {});
    expect(records).toMatchObject([
      {
        record: ids[0],
        title: null,
        issues: [{ code: 'batch_record_gone', message: '已被删除，或者你看不到它了' }],
      },
      {
        record: ids[2],
        title: 'R2',
        issues: [{ path: [], code: 'check_warning', message: '金额偏大' }],
      },
      { title: 'R3' },
      { title: 'R4', issues: [{ path: ['amount'], code: 'too_large' }, { code: 'check_warning' }] },
    ]);
    const beyond = await w.run(ctx, {
      records: { ids: ids.slice(4) },
      action: edit({ field: 'amount', op: 'multiply', by: `1${'0'.repeat(37)}` }),
    });
    expect(beyond).toMatchObject({ done: 0, skipped: 1 });
    expect((await batchRecords(ctx, beyond.id, {})).records).toMatchObject([
      { issues: [{ path: ['amount'], code: 'invalid_number' }] },
    ]);
    expect(await w.read(ids.slice(4), 'amount')).toEqual(['400']);
    const page = await batchRecords(ctx, id, { outcome: 'skipped', limit: 3 });
    expect(page).toMatchObject({ next: 3 });
    expect((await batchRecords(ctx, id, { after: 3, limit: 3 })).records).toMatchObject([{ title: 'R4' }]);
  });

  test('a warning is passed over with the reason that was given once for all', async () => {
    const ids = await w.make(2, () => ({ amount: '300' }));
    const action = edit({ field: 'amount', op: 'multiply', by: '2' });
    const saves = { pool: openPool({ connectionString: w.at.url, max: 1 }), taken: 0 };
    saves.pool.on('acquire', () => saves.taken++);
    const asking = { ...ctx, pool: saves.pool, reads: ctx.pool };
    const preview = await previewBatch(asking, DEAL, { records: { ids }, action });
    expect(preview).toMatchObject({ total: 2, allowed: 2, tried: 2, warned: 2 });
    // Which records these are is no question for the connections of saves.
    expect(saves.taken).toBe(1);
    await saves.pool.end();
    expect(await w.read(ids, 'amount')).toEqual(['300', '300']);
    const batch = await w.run({ ...ctx, accept: { reason: '年底冲量' } }, { records: { ids }, action });
    expect(batch).toMatchObject({ done: 2, skipped: 0 });
    expect((await lastChange(ids[1] ?? ''))?.accepted).toMatchObject([{ check: 'dear', reason: '年底冲量' }]);
  });

  test('owners: to one, to nobody, or in turn so that each gets as many; they are told once', async () => {
    const [ann, bob, cid] = [
      await w.people('安', 'seller'),
      await w.people('鲍', 'seller'),
      await w.people('齐'),
    ];
    const ids = await w.make(7);
    const owners = [ann, bob, cid].map(({ actor }) => actor.id);
    const batch = await w.run(ctx, { records: { ids }, action: { op: 'edit', owner: { spread: owners } } });
    expect(batch).toMatchObject({ done: 7, fields: ['_owner_id'] });
    const ownersNow = async () => {
      const { records } = await queryRecords(ctx, DEAL, { filter: { in: [{ var: '_id' }, ids] } });
      return owners.map((id) => records.filter(({ meta }) => meta.owner === id).length);
    };
    expect(await ownersNow()).toEqual([3, 2, 2]);
    const { messages } = await listMessages(now(ann), {});
    expect(messages.map(({ title }) => title)).toEqual(['管理员 把 3 条「表单」交给你负责']);
    expect((await undo(ctx, batch.id)).done).toBe(7);
    expect(await ownersNow()).toEqual([0, 0, 0]);
    await w.at.pool.query(`update ${w.at.schema}.member set disabled_at = now() where id = $1`, [
      cid.actor.id,
    ]);
    const gone = startBatch(ctx, DEAL, {
      records: { ids },
      action: { op: 'edit', owner: { to: cid.actor.id } },
    });
    await expect(gone).rejects.toMatchObject({
      issues: [{ path: ['action', 'owner'], code: 'batch_owner_gone' }],
    });
  });

  test('what makes sense in no record is refused before any is touched', async () => {
    const ids = await w.make(1);
    const codes = async (action: EditAction, who = ctx) => {
      const error = await startBatch(who, DEAL, { records: { ids }, action }).catch(
        (found: unknown) => found,
      );
      return (error as { issues?: { code: string }[] }).issues?.map(({ code }) => code);
    };
    expect(await codes({ op: 'edit' })).toEqual(['batch_no_change']);
    expect(await codes(edit({ field: 'nothing', op: 'clear' }))).toEqual(['unknown_field']);
    expect(await codes(edit({ field: 'number', op: 'set', value: '1' }))).toEqual(['batch_field']);
    expect(await codes(edit({ field: 'twice', op: 'clear' }))).toEqual(['batch_field']);
    expect(await codes(edit({ field: 'title', op: 'increase', by: '1' }))).toEqual(['batch_field']);
    expect(await codes(edit({ field: 'stage', op: 'add', values: ['won'] }))).toEqual(['batch_field']);
    expect(await codes(edit({ field: 'code', op: 'set', value: 'x' }))).toEqual(['batch_unique']);
    expect(await codes(edit({ field: 'amount', op: 'set', value: 'x' }))).toEqual(['invalid_number']);
    const twice = edit({ field: 'title', op: 'clear' }, { field: 'title', op: 'clear' });
    expect(await codes(twice)).toEqual(['batch_field_twice']);
    const seller = await w.people('卖', 'seller');
    expect(await codes(edit({ field: 'tags', op: 'clear' }), seller)).toEqual(['readonly_field']);
    expect(await codes(edit({ field: 'code', op: 'clear' }), seller)).toEqual(['unknown_field']);
    const junior = await w.people('小', 'junior');
    const forbidden = startBatch(junior, DEAL, { records: { ids }, action: { op: 'delete' } });
    await expect(forbidden).rejects.toMatchObject({ code: 'forbidden' });
    const none = startBatch(ctx, DEAL, { records: { ids: [newId()] }, action: { op: 'delete' } });
    await expect(none).rejects.toMatchObject({ issues: [{ path: ['records'], code: 'batch_empty' }] });
  });

  test('encrypted values stand nowhere as they are', async () => {
    const ids = await w.make(2);
    const { id } = await startBatch(ctx, DEAL, {
      records: { ids },
      action: edit({ field: 'secret', op: 'set', value: '暗号七号' }),
    });
    const stored = () => w.at.list(`select document from ${w.at.schema}.batch where id = $1`, [id]);
    expect((await stored())[0]).not.toContain('暗号');
    await w.work();
    expect(await w.read(ids, 'secret')).toEqual(['暗号七号', '暗号七号']);
    // Once it is done, its values stand in the records and their history alone.
    expect(await stored()).toEqual(['{"changes":[{"field":"secret","op":"set","value":null}]}']);
    expect((await undo(ctx, id)).done).toBe(2);
    expect(await w.read(ids, 'secret')).toEqual([null, null]);
  });
});

describe('policy', () => {
  test('works as the member who started it, with the rights of the moment', async () => {
    const closer = await w.people('关', 'closer');
    const ids = await w.make(4, (n) => ({ title: `P${n}`, stage: n === 0 ? 'won' : 'open' }));
    const input = { records: all('P'), action: edit({ field: 'title', op: 'set', value: 'Q' }) };
    expect(await previewBatch(closer, DEAL, input)).toMatchObject({ total: 3, allowed: 3 });
    const { id } = await startBatch(closer, DEAL, input);
    await updateRecord(ctx, DEAL, ids[1] ?? '', { set: { stage: 'lost' } });
    await w.work();
    expect(await getBatch(closer, id)).toMatchObject({ total: 3, done: 2, skipped: 1 });
    expect(await w.read(ids, 'title')).toEqual(['P0', 'P1', 'Q', 'Q']);
    // Out of their own sight nobody brings a record.
    const leaving = { records: { ids }, action: edit({ field: 'stage', op: 'set', value: 'won' }) };
    expect(await previewBatch(closer, DEAL, leaving)).toMatchObject({ total: 2, refused: [{}, {}] });
    const other = await w.people('别', 'seller');
    await expect(getBatch(other, id)).rejects.toMatchObject({ code: 'batch_not_found' });
    await expect(undoBatch(other, id)).rejects.toMatchObject({ code: 'batch_not_found' });
    await expect(listBatches(other, { whose: 'all' })).rejects.toMatchObject({ code: 'forbidden' });
    expect((await listBatches(ctx, { whose: 'all' })).batches.map((one) => one.id)).toContain(id);
    expect((await listBatches(closer, {})).batches).toMatchObject([
      { id, by: { name: '关' }, undoable: true },
    ]);
  });

  test('what the member sees and may not change is counted before and skipped then', async () => {
    const ids = await w.make(3);
    const junior = await w.people('见', 'junior', 'closer');
    await updateRecord(ctx, DEAL, ids[0] ?? '', { set: { stage: 'won' } });
    const input = { records: { ids }, action: edit({ field: 'title', op: 'set', value: 'Z' }) };
    expect(await previewBatch(junior, DEAL, input)).toMatchObject({ total: 3, allowed: 2 });
    const batch = await w.run(junior, input);
    expect(batch).toMatchObject({ total: 3, done: 2, skipped: 1 });
    expect((await batchRecords(junior, batch.id, {})).records).toMatchObject([
      { record: ids[0], issues: [{ code: 'batch_not_allowed' }] },
    ]);
  });

  test('a member who is gone ends it', async () => {
    const seller = await w.people('走', 'seller');
    const ids = await w.make(2);
    const { id } = await startBatch(seller, DEAL, { records: { ids }, action: { op: 'delete' } });
    await w.at.pool.query(`update ${w.at.schema}.member set disabled_at = now() where id = $1`, [
      seller.actor.id,
    ]);
    await w.work();
    expect(await getBatch(ctx, id)).toMatchObject({
      state: 'failed',
      done: 0,
      issue: { code: 'batch_member_gone' },
    });
  });
});

describe('others at work meanwhile', () => {
  test('a change since the start is not overwritten; what adds to a value is added to what stands there', async () => {
    const ids = await w.make(3);
    const set = await startBatch(ctx, DEAL, {
      records: { ids },
      action: edit({ field: 'stage', op: 'set', value: 'won' }, { field: 'amount', op: 'increase', by: '1' }),
    });
    await updateRecord(ctx, DEAL, ids[0] ?? '', { set: { stage: 'lost' } });
    await updateRecord(ctx, DEAL, ids[1] ?? '', { set: { amount: '70', title: 'neu' } });
    // Gone and back again is no change of a field.
    await deleteRecord(ctx, DEAL, ids[2] ?? '');
    await restoreRecord(ctx, DEAL, ids[2] ?? '');
    await w.work();
    expect(await getBatch(ctx, set.id)).toMatchObject({ done: 2, skipped: 1 });
    expect(await w.read(ids, 'stage', 'amount')).toEqual([
      ['lost', '10'],
      ['won', '71'],
      ['won', '11'],
    ]);
    expect((await batchRecords(ctx, set.id, {})).records).toMatchObject([
      { record: ids[0], outcome: 'skipped', issues: [{ path: ['stage'], code: 'batch_field_touched' }] },
    ]);
  });

  test('increases beside single changes and another batch of the same records lose nothing', async () => {
    const ids = await w.make(60, () => ({ amount: '0' }));
    const add = (by: string) => ({ records: { ids }, action: edit({ field: 'amount', op: 'increase', by }) });
    const one = await startBatch(ctx, DEAL, add('1'));
    const two = await startBatch(ctx, DEAL, add('100'));
    // Two processes, and people who read a value and write what follows from it.
    const person = async (id: string) => {
      for (let n = 0; n < 3; ) {
        const { version, values } = await getRecord(ctx, DEAL, id);
        const set = { amount: String(Number(values.amount) + 10) };
        await updateRecord(ctx, DEAL, id, { version, set }).then(
          () => n++,
          () => undefined,
        );
      }
    };
    await Promise.all([w.work(), w.work(), ...ids.slice(50, 54).map(person)]);
    expect(await getBatch(ctx, one.id)).toMatchObject({ state: 'done', done: 60 });
    expect(await getBatch(ctx, two.id)).toMatchObject({ state: 'done', done: 60 });
    const amounts = await w.read(ids, 'amount');
    expect(amounts.slice(0, 50)).toEqual(Array(50).fill('101'));
    expect(amounts.slice(50, 54)).toEqual(Array(4).fill('131'));
    expect(amounts.slice(54)).toEqual(Array(6).fill('101'));
  });

  test('an undo leaves alone what people changed since, field by field, and says so', async () => {
    const ids = await w.make(4);
    const batch = await w.run(ctx, {
      records: { ids },
      action: edit({ field: 'stage', op: 'set', value: 'won' }, { field: 'amount', op: 'increase', by: '5' }),
    });
    await updateRecord(ctx, DEAL, ids[0] ?? '', { set: { amount: '99' } });
    await updateRecord(ctx, DEAL, ids[1] ?? '', { set: { amount: '1', stage: 'lost', title: 'neu' } });
    await updateRecord(ctx, DEAL, ids[2] ?? '', { set: { title: 'neu', stage: 'lost' } });
    await updateRecord(ctx, DEAL, ids[2] ?? '', { set: { stage: 'open' } });
    const back = await undo(ctx, batch.id);
    expect(back).toMatchObject({ state: 'done', done: 3, kept: 1, skipped: 1 });
    expect(await w.read(ids, 'title', 'stage', 'amount')).toEqual([
      ['D0', 'open', '99'],
      ['neu', 'lost', '1'],
      // What somebody put back by hand is as it was.
      ['neu', 'open', '10'],
      ['D3', 'open', '10'],
    ]);
    expect((await batchRecords(ctx, back.id, {})).records).toMatchObject([
      { record: ids[0], outcome: 'kept', issues: [{ path: ['amount'], code: 'batch_changed_since' }] },
      { record: ids[1], outcome: 'skipped', issues: [{ path: ['stage'] }, { path: ['amount'] }] },
    ]);
    expect(await getBatch(ctx, batch.id)).toMatchObject({ undoneBy: back.id, undoable: false });
    await expect(undoBatch(ctx, batch.id)).rejects.toMatchObject({ code: 'batch_state' });
    // An undo is a batch: it can be taken back.
    expect(await undo(ctx, back.id)).toMatchObject({ done: 3, kept: 0 });
    expect(await w.read(ids, 'stage', 'amount')).toEqual([
      ['won', '99'],
      ['lost', '1'],
      ['open', '15'],
      ['won', '15'],
    ]);
  });
});

describe('what follows from a change', () => {
  test('comes back with it as it was, whoever may write it, and is not told where it does not exist', async () => {
    const product = async (name: string, price: string) =>
      (await createRecord(ctx, PRODUCT, { values: { name, price } })).id;
    const [a, b] = [await product('A', '100'), await product('B', '7')];
    const ids = await w.make(3, () => ({ product: a, step: 'open', hope: '有' }));
    const fields = ['product', 'price', 'cost', 'step', 'moved', 'hope'];
    const before = await w.read(ids, ...fields);
    expect(before[0]).toMatchObject([a, '100', '100', 'open', expect.any(String), '有']);
    await updateRecord(ctx, PRODUCT, a, { set: { price: '120' } });
    const seller = await w.people('复', 'seller');
    const batch = await w.run(now(seller), {
      records: { ids },
      action: edit({ field: 'product', op: 'set', value: b }, { field: 'step', op: 'set', value: 'lost' }),
    });
    expect(batch).toMatchObject({ done: 3 });
    const after = await w.read(ids, ...fields);
    expect(after[0]).toMatchObject([b, '7', '7', 'lost', expect.any(String), null]);
    await updateRecord(ctx, DEAL, ids[1] ?? '', { set: { cost: '1' } });
    await updateRecord(ctx, DEAL, ids[2] ?? '', { set: { moved: '2026-01-01T00:00:00.000Z' } });
    const back = await undo(seller, batch.id);
    expect(back).toMatchObject({ state: 'done', done: 3, kept: 1, skipped: 0 });
    const [first, second = [], third = []] = before as unknown[][];
    expect(await w.read(ids, ...fields)).toEqual([
      first,
      second.with(2, '1'),
      third.with(4, '2026-01-01T00:00:00.000Z'),
    ]);
    expect((await batchRecords(seller, back.id, {})).records).toMatchObject([
      { record: ids[2], issues: [{ path: ['moved'], code: 'batch_changed_since' }] },
    ]);
    // Taken back itself, it leaves what the batch had left.
    expect(await undo(seller, back.id)).toMatchObject({ done: 3 });
    expect((await w.read(ids, ...fields))[0]).toEqual(after[0]);
  });

  test('what the member changed and may not change any more stays, by its name where it still exists', async () => {
    const ids = await w.make(1, () => ({ tags: ['a'], code: `once-${newId()}` }));
    const change = edit(
      { field: 'title', op: 'set', value: '新' },
      { field: 'tags', op: 'clear' },
      { field: 'code', op: 'clear' },
    );
    const closer = await w.people('降', 'closer');
    const batch = await w.run(closer, { records: { ids }, action: change });
    const seller = { ...closer, actor: { ...closer.actor, roles: ['crm:seller'] } };
    await w.at.pool.query(`update ${w.at.schema}.member set roles = $2 where id = $1`, [
      closer.actor.id,
      seller.actor.roles,
    ]);
    const back = await undo(seller, batch.id);
    expect(back).toMatchObject({ done: 1, kept: 1 });
    expect(await w.read(ids, 'title', 'tags', 'code')).toEqual([['D0', null, null]]);
    expect((await batchRecords(seller, back.id, {})).records[0]?.issues).toMatchObject([
      { path: [], code: 'batch_not_allowed' },
      { path: ['tags'], code: 'readonly_field' },
    ]);
  });
});

describe('delete, restore', () => {
  test('deletes what nobody touched meanwhile; the undo brings it back', async () => {
    const ids = await w.make(230, (n) => ({ title: `X${n}` }));
    const { id } = await startBatch(ctx, DEAL, { records: all('X'), action: { op: 'delete' } });
    await updateRecord(ctx, DEAL, ids[3] ?? '', { set: { stage: 'won' } });
    await deleteRecord(ctx, DEAL, ids[4] ?? '');
    await w.work();
    expect(await getBatch(ctx, id)).toMatchObject({ done: 228, skipped: 2 });
    expect((await queryRecords(ctx, DEAL, all('X'))).records.map((one) => one.id)).toEqual([ids[3]]);
    const back = await undo(ctx, id);
    expect(back).toMatchObject({ done: 228, skipped: 0 });
    expect((await queryRecords(ctx, DEAL, { ...all('X'), total: 'exact' })).total?.value).toBe(229);
    expect((await undo(ctx, back.id)).done).toBe(228);
    const bin = await w.run(ctx, { records: { ...all('X') }, action: { op: 'restore' } });
    expect(bin).toMatchObject({ total: 229, done: 229 });
    expect(await undo(ctx, bin.id)).toMatchObject({ done: 229 });
  });
});

describe('under way', () => {
  test('a cancel stops between slices; what is done stays and can be taken back', async () => {
    const ids = await w.make(210);
    const { id } = await startBatch(ctx, DEAL, {
      records: { ids },
      action: edit({ field: 'stage', op: 'set', value: 'won' }),
    });
    await w.work(1);
    const stopped = await cancelBatch(ctx, id);
    expect(stopped.state).toBe('cancelled');
    expect(stopped.done).toBeGreaterThan(0);
    expect(stopped.done).toBeLessThan(210);
    await w.work();
    const won = (await w.read(ids, 'stage')).filter((stage) => stage === 'won').length;
    expect(won).toBe(stopped.done);
    await expect(cancelBatch(ctx, id)).rejects.toMatchObject({ code: 'batch_state' });
    expect((await undo(ctx, id)).done).toBe(stopped.done);
    expect(new Set(await w.read(ids, 'stage'))).toEqual(new Set(['open']));
  });

  test('batches take turns', async () => {
    const large = await w.make(210);
    const small = await w.make(3);
    const action = edit({ field: 'stage', op: 'set', value: 'won' });
    const first = await startBatch(ctx, DEAL, { records: { ids: large }, action });
    const second = await startBatch(ctx, DEAL, { records: { ids: small }, action });
    await w.work(2);
    expect(await getBatch(ctx, second.id)).toMatchObject({ done: 3 });
    expect((await getBatch(ctx, first.id)).state).toBe('running');
    await cancelBatch(ctx, first.id);
  });

  test('a batch whose form is set aside waits, and no other waits with it', async () => {
    const ids = await w.make(2);
    const customer = (await createRecord(ctx, CUSTOMER, { values: { name: '乙' } })).id;
    const waiting = await startBatch(ctx, DEAL, {
      records: { ids },
      action: edit({ field: 'stage', op: 'set', value: 'won' }),
    });
    const other = await startBatch(ctx, CUSTOMER, {
      records: { ids: [customer] },
      action: edit({ field: 'name', op: 'set', value: '丙' }),
    });
    const { schema, pool } = w.at;
    const rename = (from: string, to: string) =>
      pool.query(`alter table ${schema}.crm__deal rename column ${from} to ${to}`);
    await rename('title', 'elsewhere');
    await checkStorage(pool, w.at.workspace, ctx.log);
    for (const _ of ['one run', 'another']) expect(await w.work()).toBe('waiting');
    expect(await getBatch(ctx, other.id)).toMatchObject({ state: 'done', done: 1 });
    expect(await getBatch(ctx, waiting.id)).toMatchObject({ state: 'running', skipped: 0 });
    await rename('elsewhere', 'title');
    await checkStorage(pool, w.at.workspace, ctx.log);
    expect(await w.work()).toBe('done');
    expect(await getBatch(ctx, waiting.id)).toMatchObject({ state: 'done', done: 2 });
  });

  test('the same start twice is one batch, and a job is there for it', async () => {
    const id = newId();
    const ids = await w.make(2);
    const input = { id, records: { ids }, action: edit({ field: 'stage', op: 'clear' }) };
    const both = await Promise.all([startBatch(ctx, DEAL, input), startBatch(ctx, DEAL, input)]);
    expect(both.map((one) => one.id)).toEqual([id, id]);
    const jobs = await w.at.pool.query(
      `select key, queue_name from graphile_worker.jobs where task_identifier = 'batch'`,
    );
    expect(jobs.rows).toEqual([{ key: `batch ${w.at.schema}`, queue_name: 'batch' }]);
    await w.work();
    expect(await getBatch(ctx, id)).toMatchObject({ total: 2, done: 2 });
    // Even where the action would be refused by now.
    const gone = { ...input, action: edit({ field: 'gone', op: 'clear' }) };
    expect((await startBatch(ctx, DEAL, gone)).id).toBe(id);
    const back = newId();
    const undone = await Promise.all([undoBatch(now(ctx), id, back), undoBatch(now(ctx), id, back)]);
    expect(undone.map((one) => one.id)).toEqual([back, back]);
    expect((await undoBatch(now(ctx), id, back)).id).toBe(back);
    await expect(undoBatch(now(ctx), id, newId())).rejects.toMatchObject({ code: 'batch_state' });
    await w.work();
  });

  test('100,000 records at most, said before and refused then', async () => {
    await w.at.pool.query(
      `insert into ${w.at.schema}.crm__customer
         (_id, _created_at, _updated_at, _deleted_at, _version, name)
       select gen_random_uuid(), now(), now(), now(), 1, 'viel' from generate_series(1, 100001)`,
    );
    const action = { op: 'restore' } as const;
    const preview = await previewBatch(ctx, CUSTOMER, { records: {}, action });
    expect(preview).toMatchObject({ total: 100_001, tooMany: true, tried: 0 });
    const start = startBatch(ctx, CUSTOMER, { records: {}, action });
    await expect(start).rejects.toMatchObject({ code: 'batch_too_large' });
    expect(
      await w.at.list(
        `select count(*)::int from ${w.at.schema}.batch where form = 'customer' and op = 'restore'`,
      ),
    ).toEqual([0]);
  });

  test('after 30 days nothing is left but the history', async () => {
    const ids = await w.make(1);
    const batch = await w.run(ctx, { records: { ids }, action: edit({ field: 'stage', op: 'clear' }) });
    const { schema, pool } = w.at;
    await pool.query(`update ${schema}.batch set finished_at = now() - interval '31 days' where id = $1`, [
      batch.id,
    ]);
    await expect(undoBatch(ctx, batch.id)).rejects.toMatchObject({ code: 'batch_state' });
    await sweepBatches(pool, schema);
    await expect(getBatch(ctx, batch.id)).rejects.toMatchObject({ code: 'batch_not_found' });
    expect(await w.at.list(`select 1 from ${schema}.batch_record where batch_id = $1`, [batch.id])).toEqual(
      [],
    );
    expect(await lastChange(ids[0] ?? '')).toMatchObject({ cause: 'batch' });
  });
});
