import { describe, expect, it } from 'vitest';
import { type Command, documentStore } from './history.ts';

const type = (letter: string): Command<string> => ({
  label: { zh: '输入' },
  merge: 'typing',
  apply: (text) => text + letter,
});
const clear: Command<string> = { label: { zh: '清空' }, apply: () => '' };

describe('documentStore', () => {
  it('names what can be taken back and brought again', () => {
    const store = documentStore('a');
    store.run(clear);
    expect(store.read()).toEqual({ document: '', undo: clear.label, steps: [clear.label] });
    store.undo();
    expect(store.read()).toEqual({ document: 'a', redo: clear.label, steps: [] });
    store.redo();
    expect(store.read().document).toBe('');
  });

  it('takes typing as one step until something comes between', () => {
    const store = documentStore('');
    for (const letter of 'ab') store.run(type(letter));
    store.settle();
    for (const letter of 'cd') store.run(type(letter));
    store.undo();
    expect(store.read().document).toBe('ab');
    store.run(type('x'));
    store.undo();
    expect(store.read().document).toBe('ab');
    store.undo();
    expect(store.read()).toEqual({ document: '', redo: { zh: '输入' }, steps: [] });
  });

  it('takes back several steps at once, as often as one by one', () => {
    const store = documentStore('');
    for (const letter of 'abc') {
      store.settle();
      store.run({ ...type(letter), label: { zh: letter } });
    }
    expect(store.read().steps.map(({ zh }) => zh)).toEqual(['c', 'b', 'a']);
    let told = 0;
    store.subscribe(() => told++);
    store.undo(2);
    expect([store.read().document, store.read().redo, told]).toEqual(['a', { zh: 'b' }, 1]);
    store.redo();
    store.redo();
    expect(store.read().document).toBe('abc');
    store.undo(99);
    expect(store.read().document).toBe('');
  });

  it('forgets what was undone once something new is done, and nothing when nothing changed', () => {
    const store = documentStore('a');
    store.run(clear);
    store.undo();
    store.run({ label: { zh: '无' }, apply: (text) => text });
    expect(store.read().redo).toEqual(clear.label);
    store.run(type('b'));
    expect(store.read().redo).toBeUndefined();
    store.redo();
    expect(store.read().document).toBe('ab');
  });

  it('tells its listeners once per change, and gives them a steady snapshot', () => {
    const store = documentStore('');
    let told = 0;
    const stop = store.subscribe(() => told++);
    store.run(type('a'));
    const first = store.read();
    store.settle();
    expect([told, store.read() === first]).toEqual([1, true]);
    stop();
    store.undo();
    expect(told).toBe(1);
  });
});
