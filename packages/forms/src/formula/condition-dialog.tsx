import type { Expr } from '@trellis/logic';
import { Sheet } from '@trellis/ui/react';
import { Button } from 'antd';
import { useState } from 'react';
import ConditionInput from './condition-input.tsx';
import { useT } from './messages.tsx';
import type { FormulaWorld } from './world.ts';

/** A condition in a dialog of its own. */
export default function ConditionDialog(props: {
  readonly title: string;
  readonly world: FormulaWorld;
  readonly value: Expr | undefined;
  /** What holds without a condition. */
  readonly without: string;
  readonly onDone: (expr: Expr | undefined) => void;
  readonly onCancel: () => void;
}) {
  const t = useT();
  const [now, setNow] = useState({ expr: props.value, right: true });
  const done = () => {
    if (now.right) props.onDone(now.expr);
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
          <Button type="primary" disabled={!now.right} onClick={done}>
            {t('done')}
          </Button>
        </div>
      }
    >
      <ConditionInput
        world={props.world}
        value={props.value}
        without={props.without}
        onChange={(expr, right) => setNow({ expr, right })}
        onSubmit={done}
      />
    </Sheet>
  );
}
