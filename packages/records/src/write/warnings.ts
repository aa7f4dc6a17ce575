import type { Issue, LocalText } from '@trellis/metadata';
import type { Ctx } from '../contract.ts';

/** Why checks that only warn are passed over. */
export interface AcceptedWarnings {
  /** null: nobody was asked, as with visitors of public forms. */
  readonly reason: string | null;
  /** Keys of checks, of rows as "lines.dear"; absent = all that warn. */
  readonly checks?: readonly string[] | undefined;
}

/** A check that warned and was passed over, as history keeps it. */
export interface PassedOver {
  readonly check: string;
  /** What it said then: checks change. */
  readonly message: LocalText;
  readonly reason: string | null;
}

interface Outcome {
  /** What refuses the write. */
  readonly refused: readonly Issue[];
  readonly passed: readonly PassedOver[];
}

/**
 * Parts what is wrong with a record from the warnings that whoever writes has accepted. Templates bring records that
 * others have judged.
 */
export function passOver({ accept, cause }: Ctx, issues: readonly Issue[]): Outcome {
  if (!issues.some(({ code }) => code === 'check_warning')) return { refused: issues, passed: [] };
  const passed = new Map<string, PassedOver>();
  const refused: Issue[] = [];
  for (const issue of issues) {
    const check = warningOf(issue);
    if (check === undefined || (cause !== 'template' && !isAccepted(accept, check))) refused.push(issue);
    else if (accept) passed.set(check, { check, message: messageOf(issue), reason: cleaned(accept.reason) });
  }
  return { refused, passed: [...passed.values()] };
}

const isAccepted = (accept: AcceptedWarnings | undefined, check: string): boolean =>
  accept !== undefined && (accept.checks?.includes(check) ?? true);

/** The check behind a warning: its key, in rows with their sub-form before it. */
function warningOf({ code, path, params }: Issue): string | undefined {
  if (code !== 'check_warning') return undefined;
  const inRow = typeof path[1] === 'number';
  return inRow ? `${path[0]}.${params?.check}` : String(params?.check);
}

const messageOf = ({ params }: Issue): LocalText => ({
  zh: String(params?.zh ?? ''),
  en: String(params?.en ?? ''),
});

/** As it can be stored: jsonb takes neither NUL nor lone surrogates. */
const cleaned = (reason: string | null): string | null =>
  reason === null ? null : reason.replace(/[\p{Cc}\p{Cs}]+/gu, ' ').trim();
