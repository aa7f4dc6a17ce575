import { InputNumber } from 'antd';
import { type ReactNode, useId } from 'react';
import { useT } from './messages.tsx';

/** A labelled row of a settings panel. */
export function Setting({
  label,
  hint,
  wrong = false,
  children,
}: {
  label: string;
  hint?: string;
  /** The hint says what is wrong. */
  wrong?: boolean;
  children: (id: string) => ReactNode;
}) {
  const id = useId();
  return (
    <div className="f-setting">
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {hint ? <div className={wrong ? 'f-error' : 'f-help'}>{hint}</div> : null}
    </div>
  );
}

/** A whole number within bounds; an emptied input keeps the old one. */
export function WholeNumberSetting(props: {
  label: string;
  value: number;
  min: number;
  max: number;
  onChange: (value: number) => void;
}) {
  return (
    <Setting label={props.label}>
      {(id) => (
        <InputNumber
          id={id}
          style={{ width: '100%' }}
          value={props.value}
          min={props.min}
          max={props.max}
          precision={0}
          onChange={(value) => {
            if (typeof value === 'number') props.onChange(value);
          }}
        />
      )}
    </Setting>
  );
}

/** An exact decimal bound; empty = none. */
export function BoundSetting(props: {
  label: string;
  value: string | number | undefined;
  onChange: (value: string | undefined) => void;
}) {
  return (
    <Setting label={props.label}>
      {(id) => (
        <InputNumber<string>
          id={id}
          stringMode
          controls={false}
          style={{ width: '100%' }}
          value={props.value === undefined ? null : String(props.value)}
          onChange={(value) => props.onChange(value === null || value === '' ? undefined : value)}
        />
      )}
    </Setting>
  );
}

/** What a type without settings says in the panel. */
export function NoSettings() {
  const t = useT();
  return <p className="f-help">{t('noSettings')}</p>;
}

/** `config` with `key` set, or without it for undefined. */
export function withSetting<C extends object, K extends keyof C>(
  config: C,
  key: K,
  value: C[K] | undefined,
): C {
  const next = { ...config };
  if (value === undefined) delete next[key];
  else next[key] = value;
  return next;
}
