import { type Expr, printFormula } from '@trellis/logic';
import { Icon } from '@trellis/ui/react';
import { Button } from 'antd';
import { lazy, Suspense, useId, useState } from 'react';
import { type DesignedForm, useDesignedForm } from '../compute/designed-form.tsx';
import { changingFields } from '../filter/changes.ts';
import { describeFilter } from '../filter/describe.ts';
import { exprToFilter } from '../filter/expr.ts';

import { useTextEnv } from '../widgets/services.tsx';
import './formula.css';
import { useFormulaWorld } from './formula-setting.tsx';
import { FormulaText } from './formula-text.tsx';
import { useT } from './messages.tsx';
import { useReturnFocus } from './return-focus.tsx';

const ConditionDialog = lazy(() => import('./condition-dialog.tsx'));

export interface ConditionSettingProps {
  /** Heading of the setting, and of the dialog. */
  readonly label: string;
  /** What holds without a condition: “始终显示”. */
  readonly without: string;
  readonly value: Expr | undefined;
  readonly onChange: (expr: Expr | undefined) => void;
}

/** A condition over the record in a settings panel: in words there, built or written in a dialog. */
export function ConditionSetting(props: ConditionSettingProps) {
  const designed = useDesignedForm();
  return designed ? <Known {...props} designed={designed} /> : null;
}

function Known({
  designed,
  label,
  without,
  value,
  onChange,
}: ConditionSettingProps & { readonly designed: DesignedForm }) {
  const t = useT();
  const id = useId();
  const env = useTextEnv();
  const world = useFormulaWorld(designed, 'record', undefined, designed.form.owner === undefined);
  const [open, setOpen] = useState(false);
  const { button, back } = useReturnFocus();
  const { form } = designed;
  const plain = exprToFilter(value, changingFields(form)).items.every(({ kind }) => kind === 'condition');
  return (
    <div className="f-setting">
      <div className="f-setting-title" id={id}>
        {label}
      </div>
      {value === undefined ? (
        <div className="f-help">{without}</div>
      ) : plain ? (
        <ul className="f-condition-words">
          {describeFilter(value, form, env).map(({ text }) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      ) : (
        <FormulaText text={printFormula(value, world.names, { as: 'options' })} world={world} />
      )}
      <div className="f-formula-actions">
        <Button
          ref={button}
          size="small"
          icon={<Icon name="filter" />}
          aria-describedby={id}
          onClick={() => setOpen(true)}
        >
          {t(value === undefined ? 'setCondition' : 'editCondition')}
        </Button>
        {value === undefined ? null : (
          <Button size="small" type="text" aria-describedby={id} onClick={() => onChange(undefined)}>
            {t('clearCondition')}
          </Button>
        )}
      </div>
      {open ? (
        <Suspense fallback={null}>
          <ConditionDialog
            title={t('conditionTitle', { name: label })}
            world={world}
            value={value}
            without={without}
            onDone={(expr) => {
              setOpen(false);
              onChange(expr);
              back();
            }}
            onCancel={() => {
              setOpen(false);
              back();
            }}
          />
        </Suspense>
      ) : null}
    </div>
  );
}
