import { type Diagnostic, linter } from '@codemirror/lint';
import type { Extension } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import type { AnalysedFormula, FormulaMistake } from '../analyse.ts';

/** Somebody who is still typing need not be told yet that the end is missing. */
const PATIENCE = 350;

/** Underlines what is wrong; `analyse` is asked when the typing pauses. */
export function mistakes(
  analyse: (text: string) => AnalysedFormula,
  fixLabel: (fix: string) => string,
): Extension {
  return linter(
    ({ state }) => {
      const text = state.doc.toString();
      if (text.trim() === '') return [];
      const result = analyse(text);
      return result.ok ? [] : result.mistakes.map((one) => diagnostic(one, text.length, fixLabel));
    },
    { delay: PATIENCE },
  );
}

function diagnostic(one: FormulaMistake, length: number, fixLabel: (fix: string) => string): Diagnostic {
  const { message, fix } = one;
  const to = Math.min(Math.max(one.to, one.from + 1), length);
  const from = Math.min(one.from, Math.max(0, to - 1));
  return {
    from,
    to,
    message,
    severity: 'error',
    ...(fix === undefined
      ? {}
      : {
          actions: [
            { name: fixLabel(fix), apply: (view: EditorView, at, end) => replace(view, at, end, fix) },
          ],
        }),
  };
}

/** Puts a text in place of a part, as one step of undo. */
export function replace(view: EditorView, from: number, to: number, insert: string): void {
  view.dispatch({
    changes: { from, to, insert },
    selection: { anchor: from + insert.length },
    userEvent: 'input.fix',
  });
  view.focus();
}
