/** One mistake of a user: where (path into the input), what (code of a message), and the message's parameters. */
export interface Issue {
  readonly path: readonly (string | number)[];
  readonly code: string;
  readonly params?: Readonly<Record<string, string | number>>;
  /** Text in the caller's language; filled in at the edge. */
  readonly message?: string;
}

/** The outcome of something a user may get wrong: a value, or all mistakes at once. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly issues: readonly Issue[] };

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });
export const fail = (...issues: Issue[]): Result<never> => ({ ok: false, issues });
