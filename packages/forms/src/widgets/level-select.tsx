import { Icon, Sheet, useIsPhone } from '@trellis/ui/react';
import { Button, Cascader } from 'antd';
import type { DefaultOptionType } from 'antd/es/cascader';
import { useState } from 'react';
import { useChoiceT } from './choice-messages.tsx';
import { type InputProps, inputAttributes } from './facet.tsx';

/** A choice with others below it. */
export interface Level {
  readonly value: string;
  readonly label: string;
  readonly disabled?: boolean;
  readonly children?: readonly Level[];
}

type Props = Omit<InputProps, 'onChange' | 'value'> & {
  readonly levels: readonly Level[];
  /** Keys from the top down to the chosen one. */
  readonly path: readonly string[];
  readonly text: string;
  /** Choices that have others below may be chosen too. */
  readonly anyLevel: boolean;
  readonly loading?: boolean;
  readonly onChange: (value: string | null) => void;
};

/** Choice level by level: columns at a desk, one list after the other on a phone. */
export function LevelSelect(props: Props) {
  const isPhone = useIsPhone();
  if (isPhone) return <PhoneLevels {...props} />;
  const { levels, path, anyLevel, loading, onChange } = props;
  return (
    <Cascader
      {...inputAttributes({ ...props, value: null, onChange: () => undefined })}
      style={{ width: '100%' }}
      allowClear={!props.required}
      changeOnSelect={anyLevel}
      loading={loading ?? false}
      showSearch={{ limit: 50 }}
      options={levels as DefaultOptionType[]}
      value={[...path]}
      displayRender={() => props.text}
      onChange={(next) => {
        const last = next?.at(-1);
        onChange(last === undefined || last === null ? null : String(last));
      }}
    />
  );
}

function PhoneLevels(props: Props) {
  const { levels, path, anyLevel, required, disabled, text, onChange } = props;
  const t = useChoiceT();
  const [at, setAt] = useState<readonly string[]>();
  const open = at !== undefined;
  const above = (keys: readonly string[]): Level | undefined =>
    keys.reduce<Level | undefined>(
      (level, key) => (level?.children ?? (level ? [] : levels)).find(({ value }) => value === key),
      undefined,
    );
  const current = above(at ?? []);
  const list = current?.children ?? levels;
  const close = () => setAt(undefined);
  const pick = (value: string | null) => {
    onChange(value);
    close();
  };
  return (
    <>
      <div className="f-level-field">
        <Button
          id={props.id}
          block
          className="f-level-button"
          disabled={disabled ?? false}
          {...(props.invalid ? { danger: true } : {})}
          {...(props.describedBy ? { 'aria-describedby': props.describedBy } : {})}
          {...(props.label ? { 'aria-label': text ? `${props.label}: ${text}` : props.label } : {})}
          onClick={() => setAt(path.slice(0, -1))}
        >
          <span className={text ? 't-ellipsis' : 't-ellipsis t-muted'}>{text || props.placeholder}</span>
          <Icon name="down" />
        </Button>
        {text && !required && !disabled ? (
          <Button
            type="text"
            aria-label={t('clear')}
            icon={<Icon name="close" />}
            onClick={() => onChange(null)}
          />
        ) : null}
      </div>
      <Sheet open={open} onClose={close} title={current?.label ?? props.label ?? props.placeholder}>
        <div className="f-levels">
          {at && at.length > 0 ? (
            <Button
              className="f-levels-back"
              type="text"
              block
              icon={<Icon name="left" />}
              onClick={() => setAt(at.slice(0, -1))}
            >
              {t('backTo')}
            </Button>
          ) : null}
          {current && anyLevel ? (
            <Button type="text" block onClick={() => pick(current.value)}>
              {t('chooseThis', { name: current.label })}
            </Button>
          ) : null}
          {list.map((level) => {
            const deeper = (level.children ?? []).length > 0;
            return (
              <Button
                key={level.value}
                type="text"
                block
                disabled={level.disabled ?? false}
                aria-pressed={path.includes(level.value)}
                onClick={() => (deeper ? setAt([...(at ?? []), level.value]) : pick(level.value))}
              >
                <span className="t-ellipsis">{level.label}</span>
                {deeper ? <Icon name="right" /> : path.at(-1) === level.value ? <Icon name="check" /> : null}
              </Button>
            );
          })}
        </div>
      </Sheet>
    </>
  );
}
