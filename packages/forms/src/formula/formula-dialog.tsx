import type { Checked, Expr, ValueType } from '@trellis/logic';
import { Sheet } from '@trellis/ui/react';
import { Button } from 'antd';
import { useRef, useState } from 'react';
import { analyseFormula } from './analyse.ts';
import { FormulaEditor } from './formula-editor.tsx';
import { useT } from './messages.tsx';
import type { FormulaWorld } from './world.ts';

/** Where a formula is written: a dialog at a desk, the whole screen on a phone. Loaded when first opened. */
export default function FormulaDialog(props: {
  readonly title: string;
  readonly world: FormulaWorld;
  readonly expect: ValueType | undefined;
  readonly text: string;
  readonly optional: boolean;
  readonly onDone: (expr: Expr | undefined, checked: Checked | undefined) => void;
  /** Closed without finishing; `text` is what stood there, to come back to. */
  readonly onCancel: (text: string) => void;
}) {
  const { world, expect, optional } = props;
  const t = useT();
  const [text, setText] = useState(props.text);
  const checked = useRef<Checked | undefined>(undefined);
  const empty = text.trim() === '';
  const analysed = analyseFormula(text, world, expect);
  checked.current = analysed.ok ? analysed.checked : undefined;
  const right = analysed.ok || (empty && optional);
  const done = () => {
    if (right) props.onDone(checked.current?.expr, checked.current);
  };
  return (
    <Sheet
      open
      title={props.title}
      width={960}
      phone="full"
      maskClosable={false}
      onClose={() => props.onCancel(text)}
      footer={
        <div className="f-formula-foot">
          <Button onClick={() => props.onCancel(text)}>{t('cancel')}</Button>
          <Button type="primary" disabled={!right} onClick={done}>
            {t('done')}
          </Button>
        </div>
      }
    >
      <FormulaEditor world={world} expect={expect} text={text} onChange={setText} onSubmit={done} />
    </Sheet>
  );
}
