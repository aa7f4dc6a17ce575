/** A change of a record's values that was saved, with what stood there before. */
interface Done {
  readonly id: string;
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
}

/** What is taken back at once: all that one action changed. */
export type Step = readonly Done[];

/** What can be taken back, and what was taken back and can be done again; the latest at the end. */
export interface Past {
  readonly done: readonly Step[];
  readonly undone: readonly Step[];
}

export const NO_PAST: Past = { done: [], undone: [] };

/** Steps that are remembered. */
const MOST = 100;

/** After a further action: what had been taken back can't be done again. */
export const withStep = (past: Past, step: Step): Past =>
  step.length === 0 ? past : { done: [...past.done, step].slice(-MOST), undone: [] };

/** Opposite changes: what stood before comes back. */
export const reversed = (step: Step): Step =>
  step.map(({ id, before, after }) => ({ id, before: after, after: before }));

/** After the last step was taken back; `kept`: the part of it that could be. */
export const stepBack = ({ done, undone }: Past, kept: Step): Past => ({
  done: done.slice(0, -1),
  undone: kept.length > 0 ? [...undone, kept] : undone,
});

/** After the last step that was taken back was done again. */
export const stepForward = ({ done, undone }: Past, kept: Step): Past => ({
  done: kept.length > 0 ? [...done, kept] : done,
  undone: undone.slice(0, -1),
});
