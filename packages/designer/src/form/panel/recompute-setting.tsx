import type { Recompute } from '@trellis/metadata';
import { Select } from 'antd';
import { useId } from 'react';
import { useT } from './source-messages.ts';

/** Whether the value follows what it is made from in records that exist too. */
export function RecomputeSetting(props: {
  readonly value: Recompute | undefined;
  readonly onChange: (value: Recompute) => void;
}) {
  const t = useT();
  const id = useId();
  return (
    <div className="f-setting">
      <label htmlFor={id}>{t('recompute')}</label>
      <Select<Recompute>
        id={id}
        style={{ width: '100%' }}
        value={props.value ?? 'first'}
        options={[
          { value: 'first', label: t('recomputeFirst') },
          { value: 'change', label: t('recomputeChange') },
        ]}
        onChange={props.onChange}
      />
    </div>
  );
}

/** A default with its time of following; the usual one is not written. */
export function following<D extends { readonly recompute?: Recompute }>(value: D, recompute: Recompute): D {
  const { recompute: _, ...rest } = value;
  return (recompute === 'first' ? rest : { ...rest, recompute }) as D;
}
