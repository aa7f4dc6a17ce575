import { localText, type OptionDef } from '@trellis/metadata';
import { OptionTag, useLocale } from '@trellis/ui/react';

/** Options as coloured tags: on one line in a row, wrapped on a page. */
export function OptionTags({
  keys,
  options,
  look,
}: {
  keys: readonly string[];
  options: readonly OptionDef[];
  look: 'row' | 'page';
}) {
  const { locale } = useLocale();
  const label = (key: string) => {
    const option = options.find((one) => one.key === key);
    return option ? localText(option.label, locale) : key;
  };
  return (
    <span className="f-tags" data-look={look} title={look === 'row' ? keys.map(label).join('、') : undefined}>
      {keys.map((key) => (
        <OptionTag key={key} color={options.find((one) => one.key === key)?.color}>
          {label(key)}
        </OptionTag>
      ))}
    </span>
  );
}
