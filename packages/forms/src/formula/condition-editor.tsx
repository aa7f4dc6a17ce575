import type { Expr } from '@trellis/logic';
import { lazy, Suspense } from 'react';
import { type DesignedForm, useDesignedForm } from '../compute/designed-form.tsx';
import type { ConditionDraft } from './condition-input.tsx';
import './formula.css';
import { useFormulaWorld } from './formula-setting.tsx';

const ConditionInput = lazy(() => import('./condition-input.tsx'));

interface ConditionEditorProps {
  /** What it starts with. */
  readonly value: Expr | undefined;
  /** What holds without a condition. */
  readonly without: string;
  /** `right`: what is written is a condition, or nothing. */
  readonly onChange: (expr: Expr | undefined, right: boolean) => void;
  /** What it starts with where somebody went on before it was right. */
  readonly start?: ConditionDraft | undefined;
  readonly onDraft?: ((draft: ConditionDraft) => void) | undefined;
}

/** A condition over the record, built in place. The form comes from the `DesignedFormProvider` around. */
export function ConditionEditor(props: ConditionEditorProps) {
  const designed = useDesignedForm();
  return designed ? <Known {...props} designed={designed} /> : null;
}

function Known({ designed, ...props }: ConditionEditorProps & { readonly designed: DesignedForm }) {
  const world = useFormulaWorld(designed, 'record', undefined, designed.form.owner === undefined);
  return (
    <Suspense fallback={null}>
      <ConditionInput world={world} {...props} />
    </Suspense>
  );
}
