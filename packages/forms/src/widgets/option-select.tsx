import type { Value } from '@trellis/logic';
import { localText, type OptionDef } from '@trellis/metadata';
import { Icon, OptionTag, optionColors, useLocale } from '@trellis/ui/react';
import { Button, Select } from 'antd';
import type { CSSProperties, MouseEvent, ReactElement, ReactNode } from 'react';
import { useChoiceT } from './choice-messages.tsx';
import { type InputProps, inputAttributes } from './facet.tsx';
import { useT } from './messages.tsx';

/** Choice of one or several options by coloured tags. Retired options are offered only where they are the value. */
export function OptionSelect({
  options,
  multiple = false,
  max,
  footer,
  ...props
}: InputProps & {
  options: readonly OptionDef[];
  multiple?: boolean;
  /** Most that may be chosen. */
  max?: number | undefined;
  /** Stands below the options in the opened list. */
  footer?: ReactNode;
}) {
  const t = useT();
  const choiceT = useChoiceT();
  const { locale } = useLocale();
  const chosen: readonly Value[] = Array.isArray(props.value) ? props.value : [props.value];
  const byKey = new Map(options.map((option) => [option.key, option]));
  const tag = (key: string) => {
    const option = byKey.get(key);
    return <OptionTag color={option?.color}>{option ? localText(option.label, locale) : key}</OptionTag>;
  };
  const offered = options.filter((option) => !option.retired || chosen.includes(option.key));
  const all = multiple && offered.length > 3 && (max === undefined || max >= offered.length);
  const below =
    all || footer
      ? (list: ReactElement) => (
          <>
            {list}
            <div className="f-list-foot">
              {all ? (
                <Button
                  type="link"
                  size="small"
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={() =>
                    props.onChange(chosen.length < offered.length ? offered.map(({ key }) => key) : null)
                  }
                >
                  {choiceT(chosen.length < offered.length ? 'all' : 'none')}
                </Button>
              ) : null}
              {footer}
            </div>
          </>
        )
      : undefined;
  const shared = {
    ...inputAttributes(props),
    placeholder: props.placeholder ?? t('choose'),
    allowClear: !props.required,
    style: { width: '100%' },
    showSearch: options.length > 7 ? { optionFilterProp: 'search' } : false,
    ...(below ? { popupRender: below } : {}),
    options: offered.map((option) => ({
      value: option.key,
      label: tag(option.key),
      search: `${option.label.zh} ${option.label.en ?? ''} ${option.key}`,
    })),
  };
  if (multiple)
    return (
      <Select<string[]>
        {...shared}
        mode="multiple"
        {...(max === undefined ? {} : { maxCount: max })}
        showSearch={{ optionFilterProp: 'search' }}
        value={chosen.filter((key): key is string => typeof key === 'string')}
        onChange={(keys) => props.onChange(keys.length > 0 ? keys : null)}
        tagRender={({ value, closable, onClose }) => (
          <RemovableTag
            option={byKey.get(String(value))}
            name={String(value)}
            {...(closable ? { onClose } : {})}
          />
        )}
      />
    );
  return (
    <Select<string | null>
      {...shared}
      value={typeof props.value === 'string' ? props.value : null}
      onChange={(key) => props.onChange(key ?? null)}
    />
  );
}

function RemovableTag({
  option,
  name,
  onClose,
}: {
  option: OptionDef | undefined;
  name: string;
  onClose?: (event: MouseEvent<HTMLElement>) => void;
}) {
  const t = useT();
  const { locale } = useLocale();
  const label = option ? localText(option.label, locale) : name;
  const { bg, fg } = optionColors(option?.color);
  return (
    <span className="t-tag f-choice" style={{ '--t-tag-bg': bg, '--t-tag-fg': fg } as CSSProperties}>
      <span className="t-ellipsis">{label}</span>
      {onClose ? (
        <button
          type="button"
          className="f-choice-remove"
          tabIndex={-1}
          aria-label={t('remove', { name: label })}
          onMouseDown={(event) => event.stopPropagation()}
          onClick={onClose}
        >
          <Icon name="close" />
        </button>
      ) : null}
    </span>
  );
}
