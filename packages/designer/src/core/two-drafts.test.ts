import { expect, test } from 'vitest';
import { autosave } from './autosave.ts';
import { documentStore } from './history.ts';
import { keepMine, takeTheirs } from './two-drafts.ts';

/** A designer whose save comes after that of somebody else. */
async function conflicting() {
  const server = { document: 'theirs', revision: 2 };
  const store = documentStore('start');
  const saver = autosave<string, never>({
    saved: 'start',
    revision: 1,
    save: async (document, revision) => {
      if (revision !== server.revision) throw new Error('conflict');
      Object.assign(server, { document, revision: revision + 1 });
      return { revision: server.revision, issues: [] };
    },
    conflictOf: () => ({ revision: server.revision, document: server.document }),
    wait: 1,
  });
  store.subscribe(() => saver.changed(store.read().document));
  store.run({ label: { zh: '修改' }, apply: () => 'mine' });
  await saver.flush();
  expect(saver.read()).toMatchObject({ status: 'conflict', conflict: { document: 'theirs' } });
  return { both: { store, saver }, server };
}

test('whoever takes the other draft gives up the own one, until undo brings it back and saves it', async () => {
  const { both, server } = await conflicting();
  takeTheirs(both, 'theirs');
  expect(both.store.read().document).toBe('theirs');
  expect(both.saver.read().status).toBe('saved');
  both.store.undo();
  expect(both.store.read().document).toBe('mine');
  expect(await both.saver.flush()).toBe(true);
  expect(server.document).toBe('mine');
  both.store.redo();
  expect(await both.saver.flush()).toBe(true);
  expect(server.document).toBe('theirs');
});

test('whoever keeps the own draft finds the other one step back', async () => {
  const { both, server } = await conflicting();
  expect(await keepMine(both, 'theirs')).toBe(true);
  expect(server.document).toBe('mine');
  both.store.undo();
  expect(both.store.read().document).toBe('theirs');
  expect(await both.saver.flush()).toBe(true);
  expect(server.document).toBe('theirs');
  both.store.undo(2);
  expect(both.store.read().document).toBe('start');
});
