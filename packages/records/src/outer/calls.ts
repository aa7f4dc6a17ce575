import { createHash } from 'node:crypto';
import type { Value } from '@trellis/logic';
import { fail, ok, type Result } from '@trellis/metadata';
import { type AskLimits, ask, type Question } from './ask.ts';

/** Asks addresses for values on behalf of people. */
export interface OuterCalls {
  /**
   * What an address answers, as JSON; equal questions within a minute are asked once.
   * @param who whose share of questions it takes
   */
  json(who: string, question: Question): Promise<Result<Value>>;
}

const KEPT_MS = 60_000;
const MOST_KEPT = 500;
/** Questions of one person that really go out in a minute. */
const PER_MINUTE = 60;

export interface OuterOptions {
  /** Hosts of the own network that may be asked, "host" or "host:port". */
  readonly allowed?: readonly string[];
  readonly limits?: Partial<Pick<AskLimits, 'ms' | 'bytes'>>;
  readonly now?: () => number;
}

/** Keeps what it knows in this process alone: each server process has its own share. */
export function openOuterCalls({ allowed = [], limits = {}, now = Date.now }: OuterOptions = {}): OuterCalls {
  const full: AskLimits = { ms: 5_000, bytes: 256 * 1024, ...limits, allowed: new Set(allowed) };
  const kept = new Map<string, { readonly until: number; readonly answer: Promise<Result<Value>> }>();
  const shares = new Map<string, { until: number; left: number }>();

  const takes = (who: string): boolean => {
    let share = shares.get(who);
    if (!share || share.until <= now()) {
      // Bounded: many names only push out old ones.
      if (shares.size >= 10_000) shares.delete(shares.keys().next().value as string);
      shares.delete(who);
      share = { until: now() + KEPT_MS, left: PER_MINUTE };
      shares.set(who, share);
    }
    share.left--;
    return share.left >= 0;
  };

  return {
    json(who, question) {
      const key = createHash('sha256').update(JSON.stringify(question)).digest('base64');
      const known = kept.get(key);
      if (known && known.until > now()) return known.answer;
      if (!takes(who)) return Promise.resolve(fail({ path: [], code: 'api_too_many' }));
      const answer = ask(question, full).then((found) => (found.ok ? parsed(found.value) : found));
      kept.delete(key);
      if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value as string);
      kept.set(key, { until: now() + KEPT_MS, answer });
      // What failed may be well the next time.
      void answer.then(({ ok: well }) => !well && kept.get(key)?.answer === answer && kept.delete(key));
      return answer;
    },
  };
}

/** Numbers that JavaScript would round stay as they are written, as texts: ids of nineteen digits are common. */
function parsed(text: string): Result<Value> {
  const exact = text.replace(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g, (token) =>
    token.startsWith('"') || token.length <= 15 ? token : `"${token}"`,
  );
  try {
    return ok(JSON.parse(exact) as Value);
  } catch {
    return fail({ path: [], code: 'api_answer' });
  }
}
