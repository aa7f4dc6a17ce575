import type { Checked, ValueType } from '@trellis/logic';
import { Icon } from '@trellis/ui/react';
import { Button } from 'antd';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { type AnalysedFormula, analyseFormula } from './analyse.ts';
import { FormulaCatalogue } from './catalogue.tsx';
import { CodeEditor, type CodeEditorHandle } from './code-editor.tsx';
import './formula.css';
import { useT } from './messages.tsx';
import { FormulaPreview } from './preview.tsx';
import type { FormulaWorld } from './world.ts';

/** Mistakes are listed once the typing pauses; what is right shows at once. */
const PAUSE = 400;

/** A formula being written: the text, what is wrong with it, what it comes to, and all that can be put into it. */
export function FormulaEditor(props: {
  readonly world: FormulaWorld;
  readonly expect: ValueType | undefined;
  readonly text: string;
  /** The text, and what it means where it is right; an emptied one is right and means nothing. */
  readonly onChange: (text: string, checked: Checked | undefined) => void;
  readonly onSubmit: () => void;
}) {
  const { world, expect, text, onChange } = props;
  const t = useT();
  const id = useId();
  const editor = useRef<CodeEditorHandle>(null);
  const analysed = useMemo(() => analyseFormula(text, world, expect), [text, world, expect]);
  const shown = useSettled(analysed);
  const [choosing, setChoosing] = useState(false);
  // The last right formula stays on trial while the next one is being typed.
  const last = useRef<Checked | undefined>(undefined);
  if (analysed.ok) last.current = analysed.checked;
  else if (text.trim() === '') last.current = undefined;
  return (
    <div className="f-formula">
      <div className="f-formula-main">
        <CodeEditor
          ref={editor}
          world={world}
          text={text}
          label={t('label')}
          describedBy={`${id}-help ${id}-mistakes`}
          analyse={(typed) => analyseFormula(typed, world, expect)}
          onChange={(typed) => {
            const result = analyseFormula(typed, world, expect);
            onChange(typed, result.ok ? result.checked : undefined);
          }}
          onChoosing={setChoosing}
          onSubmit={props.onSubmit}
        />
        <p className="f-help" id={`${id}-help`}>
          {t('help')}
        </p>
        <div id={`${id}-mistakes`} aria-live="polite">
          {!shown.ok && text.trim() !== '' && !analysed.ok && !choosing
            ? analysed.mistakes.map(({ from, to, message, fix }) => (
                <div key={`${from} ${message}`} className="f-mistake">
                  <Icon name="warning" />
                  <span>{message}</span>
                  {fix === undefined ? null : (
                    <Button
                      size="small"
                      type="link"
                      aria-label={t('fixAt', { fix, message })}
                      onClick={() => editor.current?.replace(from, to, fix)}
                    >
                      {t('fix', { fix })}
                    </Button>
                  )}
                </div>
              ))
            : null}
        </div>
        <FormulaPreview world={world} checked={last.current} />
      </div>
      <FormulaCatalogue world={world} onInsert={(insert, caret) => editor.current?.insert(insert, caret)} />
    </div>
  );
}

/** The latest result, mistakes only after a pause. */
function useSettled(analysed: AnalysedFormula): AnalysedFormula {
  const [settled, setSettled] = useState(analysed);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(analysed), analysed.ok ? 0 : PAUSE);
    return () => clearTimeout(timer);
  }, [analysed]);
  return settled;
}
