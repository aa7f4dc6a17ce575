import type { ConditionDraft } from '@trellis/forms/react';
import type { Expr } from '@trellis/logic';
import { type DraftEffect, effectOf } from './draft-effect.ts';
import { type Rule, ruleId } from './lens.ts';

/** What somebody has made of a rule so far. */
export interface Made {
  readonly when?: Expr | undefined;
  /** What is written as its condition is one, or nothing. */
  readonly right: boolean;
  readonly condition?: ConditionDraft | undefined;
  readonly effects: readonly DraftEffect[];
}

/** A rule that is being made or changed. */
export interface Unfinished {
  readonly id: string;
  /** The sub-form whose rows it is for. */
  readonly rows?: string | undefined;
  /** In whose place it is put; absent for a new one. */
  readonly before?: Rule | undefined;
  readonly made: Made;
}

/** What one begins with: another rule, or nothing. */
export const begun = (rule?: Rule): Made => ({
  when: rule?.when,
  right: true,
  effects: rule?.effects ?? [effectOf('show')],
});

/** With this one as it stands now: in its place, or the last. */
export const withOne = (all: readonly Unfinished[], one: Unfinished): readonly Unfinished[] =>
  all.some(({ id }) => id === one.id)
    ? all.map((other) => (other.id === one.id ? one : other))
    : [...all, one];

/** Without the one that was saved or given up. */
export const withoutOne = (all: readonly Unfinished[], gone: string): readonly Unfinished[] =>
  all.filter(({ id }) => id !== gone);

/** The unfinished change of a rule, where there is one: changing it again goes on from there. */
export const changeOf = (all: readonly Unfinished[], rule: Rule): Unfinished | undefined =>
  all.find(({ before }) => before && ruleId(before) === ruleId(rule));
