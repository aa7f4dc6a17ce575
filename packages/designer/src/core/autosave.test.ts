import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { autosave } from './autosave.ts';

class Clash extends Error {
  readonly revision: number;
  constructor(revision: number) {
    super('clash');
    this.revision = revision;
  }
}

/** A place that keeps one text with a revision, like the server. */
function place() {
  const kept = { text: 'a', revision: 1, log: [] as string[], down: false };
  return {
    kept,
    open: () =>
      autosave<string, string>({
        saved: kept.text,
        revision: kept.revision,
        save: async (text, revision) => {
          await new Promise((resolve) => setTimeout(resolve, 100));
          if (kept.down) throw new Error('down');
          if (revision !== kept.revision) throw new Clash(kept.revision);
          Object.assign(kept, { text, revision: revision + 1 });
          kept.log.push(text);
          return { revision: kept.revision, issues: text.includes('!') ? ['!'] : [] };
        },
        conflictOf: (error) =>
          error instanceof Clash ? { revision: error.revision, document: kept.text } : undefined,
      }),
  };
}

describe('autosave', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('waits for a pause, and saves what came while it was saving', async () => {
    const { kept, open } = place();
    const saver = open();
    saver.changed('ab');
    saver.changed('abc');
    expect(saver.read().status).toBe('pending');
    await vi.advanceTimersByTimeAsync(850);
    expect(saver.read().status).toBe('saving');
    saver.changed('abc!');
    await vi.advanceTimersByTimeAsync(2_000);
    expect(kept.log).toEqual(['abc', 'abc!']);
    expect(saver.read()).toEqual({ status: 'saved', issues: ['!'] });
  });

  it('has nothing to do when the document is the saved one again', async () => {
    const { kept, open } = place();
    const saver = open();
    saver.changed('ab');
    saver.changed('a');
    expect(saver.read().status).toBe('saved');
    await vi.advanceTimersByTimeAsync(2_000);
    expect(kept.log).toEqual([]);
  });

  it('tries again after a failure', async () => {
    const { kept, open } = place();
    const saver = open();
    kept.down = true;
    saver.changed('ab');
    const saved = saver.flush();
    await vi.advanceTimersByTimeAsync(200);
    expect([await saved, saver.read().status]).toEqual([false, 'failed']);
    kept.down = false;
    await vi.advanceTimersByTimeAsync(6_000);
    expect([kept.text, saver.read().status]).toEqual(['ab', 'saved']);
  });

  it('stops at a conflict, keeps the work, and goes over it only when told', async () => {
    const { kept, open } = place();
    const saver = open();
    Object.assign(kept, { text: 'theirs', revision: 7 });
    saver.changed('mine');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(saver.read()).toMatchObject({
      status: 'conflict',
      conflict: { revision: 7, document: 'theirs' },
    });
    saver.changed('mine 2');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(kept.text).toBe('theirs');
    const done = saver.overwrite();
    await vi.advanceTimersByTimeAsync(200);
    expect([await done, kept.text, saver.read().status]).toEqual([true, 'mine 2', 'saved']);
  });

  it('goes on from the other draft once that was taken', async () => {
    const { kept, open } = place();
    const saver = open();
    Object.assign(kept, { text: 'theirs', revision: 7 });
    saver.changed('mine');
    await vi.advanceTimersByTimeAsync(1_000);
    saver.adopt('theirs', { issues: ['of theirs'] });
    expect(saver.read()).toEqual({ status: 'saved', issues: ['of theirs'] });
    saver.changed('theirs and more');
    await vi.advanceTimersByTimeAsync(1_000);
    expect([kept.text, kept.log]).toEqual(['theirs and more', ['theirs and more']]);
  });

  it('saves at once when asked to', async () => {
    const { kept, open } = place();
    const saver = open();
    saver.changed('now');
    const done = saver.flush();
    await vi.advanceTimersByTimeAsync(110);
    expect([await done, kept.text]).toEqual([true, 'now']);
  });
});
