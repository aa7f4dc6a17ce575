import type { LocalText } from '../kernel/text.ts';

/**
 * What of a value counts when it is compared with another.
 * - exact: the value as it is stored
 * - text: letters and digits alone, whatever their case and width
 * - phone: the digits of a number, without the prefix of China
 * - email: without case
 * - company: as text, without the legal form (有限公司, 股份, 集团, Co., Ltd.)
 * - code: letters and digits of a number or code, in capitals
 */
export const READINGS = ['exact', 'text', 'phone', 'email', 'company', 'code'] as const;
export type Reading = (typeof READINGS)[number];

/**
 * Fields that no two living records of the form have in common. A record in which one of them is empty has no such key.
 * The database keeps to it, whoever writes.
 */
export interface FormKey {
  readonly key: string;
  readonly fields: readonly KeyPart[];
  /** Said in place of the usual words. */
  readonly message?: LocalText;
  /** Records whose option is one of these don't count (a closed deal). */
  readonly except?: { readonly field: string; readonly in: readonly string[] };
}
export interface KeyPart {
  readonly field: string;
  readonly as: Reading;
}

/** How two values are found alike: the same under a reading, names that sound the same, or similar names. */
export const LIKENESSES = [...READINGS, 'pinyin', 'similar'] as const;
export type Likeness = (typeof LIKENESSES)[number];

/** What makes a record of another form, or of this one, a possible duplicate. */
export interface SimilarRule {
  /** "account" or "app:form"; absent = this form. */
  readonly form?: string;
  readonly pairs: readonly SimilarPair[];
  /** Score from 0 to 100 from which on a record is shown; default 60. */
  readonly threshold?: number;
}
export interface SimilarPair {
  readonly field: string;
  /** Field of the other form; absent = the one with the same key. */
  readonly other?: string;
  readonly how: Likeness;
  /** How much it says, from 1 to 100, when the two are quite alike; default 80. */
  readonly weight?: number;
}
