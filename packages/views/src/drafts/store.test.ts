import { ApiError } from '@trellis/ui/react';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { DraftApi } from './api.ts';
import type { Draft, DraftHead } from './draft.ts';
import { localDrafts } from './local.ts';
import { type DraftStore, draftStore } from './store.ts';

/** A browser's store that can be full. */
class Kept implements Storage {
  readonly #items = new Map<string, string>();
  full = false;
  [name: string]: unknown;
  get length() {
    return this.#items.size;
  }
  key = (index: number) => [...this.#items.keys()][index] ?? null;
  getItem = (name: string) => this.#items.get(name) ?? null;
  setItem = (name: string, text: string) => {
    if (this.full) throw new Error('full');
    this.#items.set(name, text);
  };
  removeItem = (name: string) => void this.#items.delete(name);
  clear = () => this.#items.clear();
}

const offline = () => new ApiError({ status: 0, code: 'network', title: '' });
const FORM = 'crm:deal';

/** A server for all devices of a member. */
function server() {
  const drafts = new Map<string, { head: DraftHead; draft: Draft }>();
  const records = new Map<string, unknown>();
  let clock = 0;
  const state = { online: true, refuses: false };
  const guard = () => {
    if (!state.online) throw offline();
  };
  const api: DraftApi = {
    async list() {
      guard();
      return [...drafts.values()].map(({ head }) => head);
    },
    async load({ id }) {
      guard();
      const found = drafts.get(id);
      if (!found) throw new ApiError({ status: 404, code: 'not_found', title: '' });
      return { ...found.draft, at: found.head.updatedAt };
    },
    async save(draft) {
      guard();
      if (state.refuses && draft.kept)
        throw new ApiError({ status: 422, code: 'validation_failed', title: '' });
      const updatedAt = new Date(Date.UTC(2030, 0, 1, 0, 0, ++clock)).toISOString();
      const { id, version, kept, title = null } = draft;
      const head = { id, app: 'crm', form: 'deal', version, kept, title, updatedAt };
      drafts.set(id, { head, draft });
      return head;
    },
    async remove({ id }) {
      guard();
      drafts.delete(id);
    },
    async submit(draft) {
      guard();
      const issues = [{ path: ['values', 'price'], code: 'check_warning', message: '单价偏高' }];
      if (state.refuses) throw new ApiError({ status: 422, code: 'validation_failed', title: '', issues });
      records.set(draft.id, draft.set);
    },
  };
  return { api, drafts, records, state };
}

describe('drafts', () => {
  let at: ReturnType<typeof server>;
  const said: string[] = [];
  const device = (storage = new Kept(), member = 'm1'): DraftStore & { storage: Kept } => {
    const store = draftStore({
      local: localDrafts(storage, 'w', member),
      api: at.api,
      onSubmitted: ({ id }) => said.push(`submitted ${id}`),
      onRefused: ({ id }) => said.push(`refused ${id}`),
      alone: (run) => run(),
      pause: 1,
    });
    return Object.assign(store, { storage });
  };
  const typed = (id: string, title: string, more: Partial<Draft> = {}) => ({
    id,
    form: FORM,
    version: null,
    kept: false,
    set: { title },
    ...more,
  });
  beforeEach(() => {
    at = server();
    said.length = 0;
  });

  test('what is typed is in the browser at once and on the server when the typing pauses', async () => {
    const desk = device();
    desk.write(typed('a', '产'));
    desk.write(typed('a', '产线'));
    expect(device(desk.storage).peek('a')?.set).toEqual({ title: '产线' });
    await vi.waitFor(() => expect(at.drafts.get('a')?.draft.set).toEqual({ title: '产线' }));
    // The same member elsewhere goes on with it; another one in the same browser finds nothing.
    const phone = device();
    await phone.refresh();
    expect((await phone.open('a'))?.set).toEqual({ title: '产线' });
    expect(device(desk.storage, 'm2').list()).toEqual([]);
  });

  test('typed apart on two devices, nothing is lost', async () => {
    const [desk, phone] = [device(), device()];
    desk.write(typed('a', '一', { set: { title: '一', amount: '5' } }));
    await desk.flush();
    await phone.refresh();
    await phone.open('a');
    at.state.online = false;
    desk.write(typed('a', '二', { set: { title: '二', amount: '5' } }));
    await desk.flush();
    at.state.online = true;
    phone.write(typed('a', '', { set: { amount: '7' } }));
    await phone.flush();
    await desk.refresh();
    expect((await desk.open('a'))?.set).toEqual({ title: '二', amount: '7' });
  });

  test('what was finished or thrown away elsewhere is not offered again', async () => {
    const [desk, phone] = [device(), device()];
    desk.write(typed('a', '一'));
    await desk.flush();
    await phone.refresh();
    phone.settle('a');
    await vi.waitFor(() => expect(at.drafts.size).toBe(0));
    await desk.refresh();
    expect(desk.list()).toEqual([]);
    expect(await desk.open('a')).toBeUndefined();
  });

  test('thrown away without a network it stays away, and comes back when asked', async () => {
    const desk = device();
    desk.write(typed('a', '一', { kept: true }));
    await desk.flush();
    await desk.refresh();
    at.state.online = false;
    const gone = await desk.drop('a');
    expect(desk.list()).toEqual([]);
    at.state.online = true;
    await desk.refresh();
    expect(desk.list()).toEqual([]);
    await desk.flush();
    expect(at.drafts.size).toBe(0);
    if (gone) desk.write(gone);
    await desk.flush();
    expect(at.drafts.get('a')?.draft).toMatchObject({ set: { title: '一' }, kept: true });
  });

  test('a submission without a network waits, survives a restart, and is sent once', async () => {
    at.state.online = false;
    const phone = device();
    phone.write(typed('a', '雨'));
    phone.submit(typed('a', '雨'));
    await phone.flush();
    expect(phone.list()).toMatchObject([{ id: 'a', waiting: true }]);
    const again = device(phone.storage);
    at.state.online = true;
    await Promise.all([again.flush(), again.flush()]);
    expect([...at.records]).toEqual([['a', { title: '雨' }]]);
    expect(new Set(said)).toEqual(new Set(['submitted a']));
    await again.refresh();
    expect(again.list()).toEqual([]);
    await vi.waitFor(() => expect(phone.storage.length).toBe(0));
  });

  test('a submission that is refused lies in the draft box and says why', async () => {
    at.state.online = false;
    const phone = device();
    phone.submit(typed('a', '雨'));
    at.state.online = true;
    at.state.refuses = true;
    await phone.flush();
    expect(said).toEqual(['refused a']);
    expect(phone.peek('a')).toMatchObject({ kept: true, refused: '单价偏高', set: { title: '雨' } });
    expect(phone.peek('a')?.waiting).toBeUndefined();
    expect(phone.list()).toMatchObject([{ id: 'a', refused: '单价偏高' }]);
  });

  test('a full box says so and keeps what was typed', async () => {
    const desk = device();
    at.state.refuses = true;
    await expect(desk.keep(typed('a', '多'))).rejects.toThrow();
    expect(desk.peek('a')?.set).toEqual({ title: '多' });
    at.state.online = false;
    await desk.keep(typed('b', '离线'));
    expect(desk.list()).toHaveLength(2);
  });

  test('whoever leaves sends what is there and leaves nothing of it behind', async () => {
    const desk = device();
    desk.write(typed('a', '一'));
    await desk.leave();
    expect([desk.storage.length, at.drafts.size]).toEqual([0, 1]);
    at.state.online = false;
    desk.write(typed('b', '二'));
    await desk.leave();
    expect(desk.storage.length).toBe(1);
  });

  test('a full browser costs the restart, not the work', async () => {
    const desk = device();
    desk.storage.full = true;
    desk.write(typed('a', '一'));
    expect(desk.peek('a')?.set).toEqual({ title: '一' });
    await desk.flush();
    expect(at.drafts.size).toBe(1);
  });
});
