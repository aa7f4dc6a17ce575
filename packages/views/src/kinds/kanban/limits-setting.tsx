import type { OptionDef } from '@trellis/metadata';
import { OptionDot, useLocale } from '@trellis/ui/react';
import { InputNumber } from 'antd';
import { useId } from 'react';
import { useBoardT } from './messages.ts';

type Limits = Readonly<Record<string, number>>;

/** How many cards lanes should hold: of each option, and of all others. */
export function LimitsSetting(props: {
  /** Empty where the lanes are people or records. */
  readonly options: readonly OptionDef[];
  readonly limits: Limits;
  /** Undefined: none is left. */
  readonly onChange: (limits: Limits | undefined) => void;
}) {
  const t = useBoardT();
  const { text } = useLocale();
  const id = useId();
  const { options, limits } = props;
  const rows = [
    ...options.map(({ key, label, color }) => ({ key, name: text(label), color })),
    { key: '*', name: t(options.length > 0 ? 'limitAll' : 'limitEach'), color: undefined },
  ];
  const set = (key: string, value: number | null) => {
    const { [key]: _, ...rest } = limits;
    const next = value === null ? rest : { ...rest, [key]: Math.round(value) };
    props.onChange(Object.keys(next).length > 0 ? next : undefined);
  };
  return (
    <fieldset className="v-board-limits">
      <legend className="f-label">{t('limits')}</legend>
      {rows.map(({ key, name, color }) => (
        <div key={key}>
          {key === '*' ? null : <OptionDot color={color} />}
          <label className="t-ellipsis" htmlFor={`${id}-${key}`}>
            {name}
          </label>
          <InputNumber
            id={`${id}-${key}`}
            size="small"
            min={1}
            max={9999}
            precision={0}
            placeholder="–"
            value={limits[key] ?? null}
            onChange={(value) => set(key, value)}
          />
        </div>
      ))}
    </fieldset>
  );
}
