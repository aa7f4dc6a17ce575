import type { Problem } from '@trellis/forms/public';
import { useEffect, useRef, useState } from 'react';
import { challenge, type OpenForm, params, Refusal, submit, type Thanks } from './api.ts';
import { visitor } from './keep.ts';
import { solve } from './proof.ts';
import { t } from './texts.ts';
import type { Filling } from './use-filling.ts';
import type { Values } from './values.ts';

/** Seconds between tries while there is no network; the browser's word that it is back comes sooner. */
const OFFLINE_SECONDS = 15;
const BUSY_SECONDS = 5;

export interface Sending {
  readonly busy: boolean;
  /** What the visitor is told about the sending itself. */
  readonly notice: string;
  readonly send: () => Promise<void>;
}

/** Sends what was filled in. No network and too many at once are waited out; nothing is lost meanwhile. */
export function useSending(
  form: OpenForm,
  filling: Filling,
  pass: string | undefined,
  on: { readonly sent: (thanks: Thanks) => void; readonly over: (refusal: Refusal) => void },
): Sending {
  const [busy, setBusy] = useState(false);
  const [notice, setNotice] = useState('');
  const told = useRef<ReadonlySet<string>>(new Set());
  const timer = useRef<ReturnType<typeof setInterval>>(undefined);
  useEffect(() => () => clearInterval(timer.current), []);

  /** Waits visibly, at most so long; the network coming back ends it. */
  const pause = (seconds: number, words: (left: number) => string) =>
    new Promise<void>((resolve) => {
      let left = seconds;
      const done = () => {
        clearInterval(timer.current);
        removeEventListener('online', done);
        resolve();
      };
      setNotice(words(left));
      addEventListener('online', done);
      timer.current = setInterval(() => {
        left--;
        if (left <= 0) done();
        else setNotice(words(left));
      }, 1000);
    });

  const once = async (values: Values): Promise<Thanks> => {
    let proof: { challenge: string; answer: number } | undefined;
    if (form.captcha) {
      setNotice(t('checking'));
      const puzzle = await challenge();
      proof = { challenge: puzzle.challenge, answer: await solve(puzzle.challenge, puzzle.bits) };
      setNotice('');
    }
    return submit({
      id: filling.id(),
      visitor: visitor(),
      values,
      params,
      ...(pass ? { pass } : {}),
      ...(proof ? { proof } : {}),
    });
  };

  const send = async () => {
    setBusy(true);
    setNotice('');
    for (;;) {
      try {
        const { problems, values } = await filling.check();
        filling.setProblems(problems);
        // Warnings are told once; whoever sends again means it.
        const known = problems.every(({ text, warning }) => warning && told.current.has(text));
        told.current = new Set(problems.flatMap(({ text, warning }) => (warning ? [text] : [])));
        if (problems.length > 0 && !known) break;
        const thanks = await once(values);
        filling.forget();
        on.sent(thanks);
        return;
      } catch (error) {
        const refusal = error instanceof Refusal ? error : new Refusal(0, {});
        if (refusal.status === 0) await pause(OFFLINE_SECONDS, () => t('offline'));
        else if (refusal.status === 429 || refusal.status === 503)
          await pause(refusal.retryAfter || BUSY_SECONDS, (left) => t('busy', left));
        else {
          if (refusal.issues.length > 0) filling.setProblems(refusal.issues.map(toProblem));
          else if (refusal.code === 'public_form_closed' || refusal.code === 'submitted_already')
            on.over(refusal);
          else setNotice(refusal.message || t('refused'));
          break;
        }
      }
    }
    setBusy(false);
  };
  return { busy, notice, send };
}

/** The server names fields as members of the body. */
const toProblem = ({ path, message = '', code }: Refusal['issues'][number]): Problem => ({
  path: path[0] === 'values' ? path.slice(1) : path,
  text: message || code,
});
