import { type Checked, type Expr, printFormula, type ValueType } from '@trellis/logic';
import { Icon, useLocale } from '@trellis/ui/react';
import { Button } from 'antd';
import { lazy, type ReactNode, Suspense, useId, useMemo, useState } from 'react';
import { type DesignedForm, useDesignedForm } from '../compute/designed-form.tsx';
import './formula.css';
import { FormulaText } from './formula-text.tsx';
import { useKeptText } from './kept.tsx';
import { useT } from './messages.tsx';
import { useReturnFocus } from './return-focus.tsx';
import { type FormulaReach, type FormulaWorld, formulaWorld } from './world.ts';

const FormulaDialog = lazy(() => import('./formula-dialog.tsx'));

export interface FormulaSettingProps {
  /** Heading of the setting, and of the dialog. */
  readonly label: string;
  readonly hint?: ReactNode;
  readonly value: Expr | undefined;
  /** A formula that passed the check, with the tree that says its type; undefined when it was emptied. */
  readonly onChange: (expr: Expr | undefined, checked: Checked | undefined) => void;
  /** Type that the formula must have; absent = any. Keep the object the same between renders. */
  readonly expect?: ValueType | undefined;
  /** `record` (default): fields of the record and its sub-forms; `all`: through references and back, too. */
  readonly reach?: FormulaReach;
  /** Key of the field whose formula this is: it can't be used in it. */
  readonly self?: string | undefined;
  /** May be left empty; default true. */
  readonly optional?: boolean;
}

/**
 * A formula in a settings panel: shown with its fields as chips, written in a dialog. The form and its neighbours come
 * from the `DesignedFormProvider` around.
 */
export function FormulaSetting(props: FormulaSettingProps) {
  const designed = useDesignedForm();
  return designed ? <Known {...props} designed={designed} /> : null;
}

/** The world of formulas over the form that is being designed. */
export function useFormulaWorld(
  designed: DesignedForm,
  reach: FormulaReach,
  self?: string,
  before = false,
): FormulaWorld {
  const { locale } = useLocale();
  const { form, forms } = designed;
  return useMemo(
    () => formulaWorld(form, forms, locale, reach, self, before),
    [form, forms, locale, reach, self, before],
  );
}

function Known({
  designed,
  label,
  hint,
  value,
  onChange,
  expect,
  reach = 'record',
  self,
  optional = true,
}: FormulaSettingProps & { readonly designed: DesignedForm }) {
  const t = useT();
  const id = useId();
  const world = useFormulaWorld(designed, reach, self);
  const stored = useMemo(
    () =>
      value === undefined ? '' : printFormula(value, world.names, { as: 'options', options: world.options }),
    [value, world],
  );
  const [open, setOpen] = useState<string>();
  const keep = useKeptText(setOpen);
  const { button, back } = useReturnFocus();
  return (
    <div className="f-setting">
      <div className="f-setting-title" id={id}>
        {label}
      </div>
      {value === undefined ? null : <FormulaText text={stored} world={world} />}
      <div className="f-formula-actions">
        <Button
          ref={button}
          size="small"
          icon={<Icon name="function" />}
          aria-describedby={id}
          onClick={() => setOpen(stored)}
        >
          {t(value === undefined ? 'add' : 'edit')}
        </Button>
        {value !== undefined && optional ? (
          <Button
            size="small"
            type="text"
            aria-describedby={id}
            onClick={() => onChange(undefined, undefined)}
          >
            {t('clear')}
          </Button>
        ) : null}
      </div>
      {hint ? <div className="f-help">{hint}</div> : null}
      {open === undefined ? null : (
        <Suspense fallback={null}>
          <FormulaDialog
            title={t('title', { name: label })}
            world={world}
            expect={expect}
            text={open}
            optional={optional}
            onDone={(expr, checked) => {
              setOpen(undefined);
              onChange(expr, checked);
              back();
            }}
            onCancel={(text) => {
              setOpen(undefined);
              keep(stored, text);
              back();
            }}
          />
        </Suspense>
      )}
    </div>
  );
}
