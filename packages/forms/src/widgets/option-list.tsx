import { localText, OPTION_COLORS, type OptionColor, type OptionDef } from '@trellis/metadata';
import { Icon, moved, OptionDot, SortableList, useLocale } from '@trellis/ui/react';
import { Button, Input, Popover } from 'antd';
import type { ReactNode } from 'react';
import type { DesignActions } from './design-actions.tsx';
import { useT } from './messages.tsx';

/** A key for a new option that no other has, retired ones included. */
function newOptionKey(options: readonly OptionDef[]): string {
  const taken = new Set(options.map((option) => option.key));
  let n = options.length + 1;
  while (taken.has(`option_${n}`)) n++;
  return `option_${n}`;
}

/**
 * The options of a field type's settings: order, labels, colours, retiring.
 * @param more adds rows of a richer option
 * @param onGo asks before an option goes, or goes out of use
 */
export function OptionList<O extends OptionDef>({
  options,
  onChange,
  published = false,
  more,
  onGo = (_option, _how, go) => go(),
}: {
  options: readonly O[];
  onChange: (options: readonly O[]) => void;
  published?: boolean;
  more?: (option: O, change: (patch: Partial<O>) => void) => ReactNode;
  onGo?: DesignActions['letOptionGo'] | undefined;
}) {
  const t = useT();
  const { locale } = useLocale();
  const change = (key: string, patch: Partial<O>) =>
    onChange(options.map((option) => (option.key === key ? { ...option, ...patch } : option)));
  const add = () => {
    const count = options.length + 1;
    const label = { zh: t('newOption', { count }) };
    const color = OPTION_COLORS[count % OPTION_COLORS.length];
    onChange([...options, { key: newOptionKey(options), label, color } as O]);
  };
  return (
    <div className="f-setting">
      <div className="f-setting-title">{t('options')}</div>
      <SortableList
        items={options.map((option) => ({ ...option, id: option.key }))}
        label={(option) => localText(option.label, locale)}
        onMove={(from, to) => onChange(moved(options, from, to))}
        render={(item, handle) => {
          const option = options.find(({ key }) => key === item.key);
          if (!option) return null;
          const name = localText(option.label, locale);
          return (
            <div className="f-option" data-retired={option.retired || undefined}>
              <div className="f-option-line">
                {handle}
                <ColorPick
                  label={t('colorOf', { name })}
                  color={option.color}
                  onPick={(color) => change(option.key, { color } as Partial<O>)}
                />
                <Input
                  value={option.label.zh}
                  aria-label={t('optionZh')}
                  onChange={(event) =>
                    change(option.key, { label: { ...option.label, zh: event.target.value } } as Partial<O>)
                  }
                />
                <Input
                  value={option.label.en ?? ''}
                  aria-label={t('optionEn')}
                  placeholder="English"
                  onChange={(event) =>
                    change(option.key, { label: { ...option.label, en: event.target.value } } as Partial<O>)
                  }
                />
                {published ? (
                  <Button
                    type="text"
                    size="small"
                    aria-label={t(option.retired ? 'restore' : 'retire', { name })}
                    icon={<Icon name={option.retired ? 'eye-off' : 'eye'} />}
                    onClick={() => {
                      const turn = () => change(option.key, { retired: !option.retired } as Partial<O>);
                      if (option.retired) turn();
                      else onGo(option, 'retire', turn);
                    }}
                  />
                ) : (
                  <Button
                    type="text"
                    size="small"
                    disabled={options.length === 1}
                    aria-label={t('remove', { name })}
                    icon={<Icon name="delete" />}
                    onClick={() =>
                      onGo(option, 'remove', () => onChange(options.filter(({ key }) => key !== option.key)))
                    }
                  />
                )}
              </div>
              {more?.(option, (patch) => change(option.key, patch))}
            </div>
          );
        }}
      />
      <Button type="dashed" block icon={<Icon name="plus" />} onClick={add}>
        {t('addOption')}
      </Button>
    </div>
  );
}

function ColorPick({
  color,
  label,
  onPick,
}: {
  color: OptionColor | undefined;
  label: string;
  onPick: (color: OptionColor) => void;
}) {
  return (
    <Popover
      trigger="click"
      content={
        <div className="f-colors">
          {OPTION_COLORS.map((one) => (
            <button
              key={one}
              type="button"
              className="f-color"
              aria-label={one}
              aria-pressed={one === color}
              onClick={() => onPick(one)}
            >
              <OptionDot color={one} size={16} />
            </button>
          ))}
        </div>
      }
    >
      <button type="button" className="f-color" aria-label={label}>
        <OptionDot color={color} size={12} />
      </button>
    </Popover>
  );
}
