import { type Expr, printFormula } from '@trellis/logic';
import { Sheet } from '@trellis/ui/react';
import { Button, Segmented } from 'antd';
import { useMemo, useState } from 'react';
import { changingFields } from '../filter/changes.ts';
import { exprToFilter } from '../filter/expr.ts';
import { FilterEditor } from '../filter/filter-editor.tsx';
import type { CompiledForm } from '../form/compile.ts';
import { analyseFormula } from './analyse.ts';
import { CONDITION } from './condition.ts';
import { FormulaEditor } from './formula-editor.tsx';
import { useT } from './messages.tsx';
import type { FormulaWorld } from './world.ts';

type Mode = 'conditions' | 'formula';

/** Whether conditions, one below the other, can say all of an expression. */
function fitsConditions(expr: Expr | undefined, form: CompiledForm): boolean {
  const raw = (node: ReturnType<typeof exprToFilter>['items'][number]): boolean =>
    node.kind === 'raw' || (node.kind === 'group' && node.items.some(raw));
  return !exprToFilter(expr, changingFields(form)).items.some(raw);
}

/** A condition, built from parts or written as a formula: two views of one expression. */
export default function ConditionDialog(props: {
  readonly title: string;
  readonly world: FormulaWorld;
  readonly value: Expr | undefined;
  /** What holds without a condition. */
  readonly without: string;
  readonly onDone: (expr: Expr | undefined) => void;
  readonly onCancel: () => void;
}) {
  const { world } = props;
  const t = useT();
  const [expr, setExpr] = useState(props.value);
  const fits = useMemo(() => fitsConditions(expr, world.form), [expr, world]);
  const [mode, setMode] = useState<Mode>(fits ? 'conditions' : 'formula');
  const print = (next: Expr | undefined) =>
    next === undefined ? '' : printFormula(next, world.names, { as: 'options' });
  const [text, setText] = useState(() => print(expr));
  const right = mode === 'conditions' || text.trim() === '' || analyseFormula(text, world, CONDITION).ok;
  const done = () => {
    if (right) props.onDone(expr);
  };
  return (
    <Sheet
      open
      title={props.title}
      width={960}
      phone="full"
      maskClosable={false}
      onClose={props.onCancel}
      footer={
        <div className="f-formula-foot">
          <Button onClick={props.onCancel}>{t('cancel')}</Button>
          <Button type="primary" disabled={!right} onClick={done}>
            {t('done')}
          </Button>
        </div>
      }
    >
      <div className="f-condition">
        <Segmented<Mode>
          value={mode}
          options={[
            { value: 'conditions', label: t('modeConditions'), disabled: !right || !fits },
            { value: 'formula', label: t('modeFormula') },
          ]}
          onChange={(next) => {
            if (next === 'formula') setText(print(expr));
            setMode(next);
          }}
        />
        {mode === 'conditions' ? (
          <FilterEditor
            form={world.form}
            value={expr}
            onChange={setExpr}
            changes={world.before}
            without={props.without}
          />
        ) : (
          <>
            <p className="f-help">{t(fits ? 'conditionText' : 'keepsFormula')}</p>
            <FormulaEditor
              world={world}
              expect={CONDITION}
              text={text}
              onChange={(typed, checked) => {
                setText(typed);
                if (checked) setExpr(checked.expr);
                else if (typed.trim() === '') setExpr(undefined);
              }}
              onSubmit={done}
            />
          </>
        )}
      </div>
    </Sheet>
  );
}
