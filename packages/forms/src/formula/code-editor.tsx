import type { EditorView } from '@codemirror/view';
import { type Ref, useEffect, useId, useImperativeHandle, useRef } from 'react';
import type { AnalysedFormula } from './analyse.ts';
import { createEditor } from './editor/create.ts';
import { replace } from './editor/mistakes.ts';
import { useT } from './messages.tsx';
import type { FormulaWorld } from './world.ts';

export interface CodeEditorHandle {
  /** Puts a text at the caret, the caret `caret` characters into it. */
  insert(text: string, caret?: number): void;
  replace(from: number, to: number, text: string): void;
  focus(): void;
}

/** A formula being typed. `text` is where it starts; the editor keeps its own from then on. */
export function CodeEditor(props: {
  readonly world: FormulaWorld;
  readonly text: string;
  readonly label: string;
  readonly describedBy: string;
  readonly analyse: (text: string) => AnalysedFormula;
  readonly onChange: (text: string) => void;
  /** The list of completions opened or closed: what is half typed is no mistake then. */
  readonly onChoosing: (choosing: boolean) => void;
  readonly onSubmit: () => void;
  readonly ref: Ref<CodeEditorHandle>;
}) {
  const { world, ref } = props;
  const t = useT();
  const id = useId();
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef({ ...props, t });
  latest.current = { ...props, t };

  useEffect(() => {
    if (!host.current) return;
    const { text, label, describedBy } = latest.current;
    const editor = createEditor({
      parent: host.current,
      // A world that changes under the editor must not cost what was typed.
      text: view.current?.state.doc.toString() ?? text,
      world,
      label,
      describedBy,
      placeholder: latest.current.t('placeholder', { example: latest.current.t('example') }),
      completions: latest.current.t('completions'),
      analyse: (typed) => latest.current.analyse(typed),
      fixLabel: (fix) => latest.current.t('fix', { fix }),
      onChange: (typed) => latest.current.onChange(typed),
      onChoosing: (choosing) => latest.current.onChoosing(choosing),
      onSubmit: () => latest.current.onSubmit(),
    });
    view.current = editor;
    editor.focus();
    return () => editor.destroy();
  }, [world]);

  useImperativeHandle(ref, () => ({
    insert(text, caret) {
      const editor = view.current;
      if (!editor) return;
      const { from, to } = editor.state.selection.main;
      editor.dispatch({
        changes: { from, to, insert: text },
        selection: { anchor: from + (caret ?? text.length) },
        userEvent: 'input',
        scrollIntoView: true,
      });
      editor.focus();
    },
    replace: (from, to, text) => view.current && replace(view.current, from, to, text),
    focus: () => view.current?.focus(),
  }));
  return <div id={id} ref={host} className="f-code" />;
}
