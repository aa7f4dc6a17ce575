import { defineMessages, Icon, optionColors } from '@trellis/ui/react';
import { Select } from 'antd';
import { type CSSProperties, type MouseEvent, useState } from 'react';
import { idsOf, inputAttributes, type WidgetProps } from '../../widgets/facet.tsx';
import { useT } from '../../widgets/messages.tsx';
import { tagColor } from './color.ts';
import type { TagsConfig } from './model.ts';
import { useUsedValues } from './used-values.tsx';

const useOwnT = defineMessages('fields.tags.input', {
  zh: { add: '输入后按回车添加', none: '输入新标签后按回车' },
  en: { add: 'Type and press Enter', none: 'Type a new tag and press Enter' },
});

/** Words to add, with those that other records have. A pasted list becomes several. */
export function TagsWidget(props: WidgetProps<TagsConfig>) {
  const own = useOwnT();
  const [search, setSearch] = useState('');
  const [asked, setAsked] = useState(false);
  const used = useUsedValues(props.field, search, asked);
  const chosen = idsOf(props.value);
  return (
    <Select<string[]>
      {...inputAttributes(props)}
      mode="tags"
      style={{ width: '100%' }}
      placeholder={props.placeholder ?? own('add')}
      notFoundContent={own('none')}
      maxCount={props.config.maxItems ?? 100}
      tagRender={({ value, closable, onClose }) => (
        <RemovableTag tag={String(value)} {...(closable ? { onClose } : {})} />
      )}
      tokenSeparators={['、', ',', '，', ';', '；', '|', '\n', '\t']}
      value={[...chosen]}
      options={used.map((tag) => ({ value: tag, label: tag }))}
      showSearch={{ searchValue: search, onSearch: setSearch, autoClearSearchValue: true }}
      onOpenChange={(open) => {
        if (open) setAsked(true);
      }}
      onChange={(next) => {
        setSearch('');
        const read = props.field.type.normalise(next, props.field.config);
        props.onChange(read.ok ? read.value : next);
      }}
    />
  );
}

function RemovableTag({ tag, onClose }: { tag: string; onClose?: (event: MouseEvent<HTMLElement>) => void }) {
  const t = useT();
  const { bg, fg } = optionColors(tagColor(tag));
  return (
    <span className="t-tag f-choice" style={{ '--t-tag-bg': bg, '--t-tag-fg': fg } as CSSProperties}>
      <span className="t-ellipsis">{tag}</span>
      {onClose ? (
        <button
          type="button"
          className="f-choice-remove"
          tabIndex={-1}
          aria-label={t('remove', { name: tag })}
          onMouseDown={(event) => event.stopPropagation()}
          onClick={onClose}
        >
          <Icon name="close" />
        </button>
      ) : null}
    </span>
  );
}
