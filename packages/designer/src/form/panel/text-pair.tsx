import type { LocalText } from '@trellis/metadata';
import { Input, type InputRef } from 'antd';
import { type Ref, useId } from 'react';

/** A text in both languages. `optional`: emptying both takes it away; else an empty Chinese text is shown as a mistake. */
export function TextPair(props: {
  zh: string;
  en: string;
  hint?: string;
  value: LocalText | undefined;
  optional?: boolean;
  rows?: number;
  inputRef?: Ref<InputRef>;
  onChange: (value: LocalText | undefined) => void;
  onBlur?: () => void;
}) {
  const id = useId();
  const { value, optional = false } = props;
  const set = (patch: Partial<LocalText>) => {
    const { zh, en } = { zh: '', ...value, ...patch };
    if (optional && !zh && !en) props.onChange(undefined);
    // English alone is not a text yet; Chinese is what everything falls back to.
    else props.onChange({ zh: zh || (optional ? (en ?? '') : ''), ...(en ? { en } : {}) });
  };
  const missing = !optional && !value?.zh.trim();
  const area = props.rows === undefined ? undefined : { minRows: props.rows, maxRows: 6 };
  return (
    <>
      <div className="f-setting">
        <label htmlFor={`${id}-zh`}>{props.zh}</label>
        {area ? (
          <Input.TextArea
            id={`${id}-zh`}
            autoSize={area}
            maxLength={2000}
            value={value?.zh ?? ''}
            onChange={({ target }) => set({ zh: target.value })}
          />
        ) : (
          <Input
            id={`${id}-zh`}
            {...(props.inputRef ? { ref: props.inputRef } : {})}
            maxLength={200}
            {...(missing ? { status: 'error' as const } : {})}
            value={value?.zh ?? ''}
            onChange={({ target }) => set({ zh: target.value })}
            {...(props.onBlur ? { onBlur: props.onBlur } : {})}
          />
        )}
      </div>
      <div className="f-setting">
        <label htmlFor={`${id}-en`}>{props.en}</label>
        {area ? (
          <Input.TextArea
            id={`${id}-en`}
            autoSize={area}
            maxLength={2000}
            value={value?.en ?? ''}
            onChange={({ target }) => set({ en: target.value })}
          />
        ) : (
          <Input
            id={`${id}-en`}
            maxLength={200}
            value={value?.en ?? ''}
            onChange={({ target }) => set({ en: target.value })}
          />
        )}
        {props.hint ? <div className="f-help">{props.hint}</div> : null}
      </div>
    </>
  );
}
