import { type Expr, printFormula } from '@trellis/logic';
import { Segmented } from 'antd';
import { useMemo, useState } from 'react';
import { changingFields } from '../filter/changes.ts';
import { exprToFilter } from '../filter/expr.ts';
import { FilterEditor } from '../filter/filter-editor.tsx';
import type { FilterGroup } from '../filter/types.ts';
import type { CompiledForm } from '../form/compile.ts';
import { analyseFormula } from './analyse.ts';
import { CONDITION } from './condition.ts';
import { FormulaEditor } from './formula-editor.tsx';
import { useT } from './messages.tsx';
import type { FormulaWorld } from './world.ts';

/** A condition as it stands on the screen, right or not. */
export interface ConditionDraft {
  readonly mode: 'conditions' | 'formula';
  /** Conditions, some of which may lack a value; absent where the expression says it all. */
  readonly filter?: FilterGroup | undefined;
  /** The formula. */
  readonly text: string;
}

/** Whether conditions, one below the other, can say all of an expression. */
function fitsConditions(expr: Expr | undefined, form: CompiledForm): boolean {
  const raw = (node: ReturnType<typeof exprToFilter>['items'][number]): boolean =>
    node.kind === 'raw' || (node.kind === 'group' && node.items.some(raw));
  return !exprToFilter(expr, changingFields(form)).items.some(raw);
}

/** A condition, built from parts or written as a formula: two views of one expression. */
export default function ConditionInput(props: {
  readonly world: FormulaWorld;
  /** What it starts with. */
  readonly value: Expr | undefined;
  /** What holds without a condition. */
  readonly without: string;
  /** `right`: what is written is a condition, or nothing. */
  readonly onChange: (expr: Expr | undefined, right: boolean) => void;
  /** What it starts with where somebody went on before it was right. */
  readonly start?: ConditionDraft | undefined;
  readonly onDraft?: ((draft: ConditionDraft) => void) | undefined;
  /** Ctrl/⌘-Enter in the formula. */
  readonly onSubmit?: () => void;
}) {
  const { world, onChange, start } = props;
  const t = useT();
  const [expr, setExpr] = useState(props.value);
  const fits = useMemo(() => fitsConditions(expr, world.form), [expr, world]);
  const [mode, setMode] = useState(start?.mode ?? (fits ? 'conditions' : 'formula'));
  const print = (next: Expr | undefined) =>
    next === undefined ? '' : printFormula(next, world.names, { as: 'options' });
  const [text, setText] = useState(() => start?.text ?? print(expr));
  const [filter, setFilter] = useState(start?.filter);
  const right = mode === 'conditions' || text.trim() === '' || analyseFormula(text, world, CONDITION).ok;
  const set = (next: Expr | undefined, isRight: boolean) => {
    if (isRight) setExpr(next);
    onChange(isRight ? next : expr, isRight);
  };
  return (
    <div className="f-condition">
      <Segmented<ConditionDraft['mode']>
        value={mode}
        options={[
          { value: 'conditions', label: t('modeConditions'), disabled: !right || !fits },
          { value: 'formula', label: t('modeFormula') },
        ]}
        onChange={(next) => {
          const printed = next === 'formula' ? print(expr) : text;
          setText(printed);
          setFilter(undefined);
          setMode(next);
          props.onDraft?.({ mode: next, text: printed });
        }}
      />
      {mode === 'conditions' ? (
        <FilterEditor
          form={world.form}
          value={expr}
          onChange={(next) => set(next, true)}
          changes
          without={props.without}
          start={filter}
          onScreen={(next) => {
            setFilter(next);
            props.onDraft?.({ mode, filter: next, text });
          }}
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
              props.onDraft?.({ mode, text: typed });
              set(checked?.expr, checked !== undefined || typed.trim() === '');
            }}
            onSubmit={() => props.onSubmit?.()}
          />
        </>
      )}
    </div>
  );
}
