import { Icon } from '@trellis/ui/react';
import { Button, Dropdown } from 'antd';
import { useDesignClipboard } from '../clipboard/clipboard-parts.tsx';
import { useDesign } from '../design.tsx';
import type { Place } from '../layout.ts';
import { useT as useManyT } from '../many/messages.ts';
import { PaletteGroup, PaletteItem } from '../palette-item.tsx';
import { useFieldTemplates } from './field-templates.tsx';
import { useT } from './messages.ts';

/** The field templates in the palette: click to add, drag to a place, rename, delete. */
export function PaletteTemplates(props: {
  readonly matches: (name: string) => boolean;
  readonly place: () => Place;
  readonly onAdd: (() => void) | undefined;
}) {
  const t = useT();
  const { paste } = useDesign();
  const { list, rename, remove } = useFieldTemplates();
  const { pasteNow } = useDesignClipboard();
  const many = useManyT();
  const shown = list.filter(({ name }) => props.matches(name));
  if (list.length > 0 && shown.length === 0) return null;
  return (
    <PaletteGroup title={t('templates')} {...(list.length === 0 ? { hint: t('hint') } : {})} columns={1}>
      {shown.map((template) => (
        <div key={template.id} className="d-template">
          <PaletteItem
            source={`template:${template.id}`}
            kind={
              template.clip?.nodes.some(({ kind }) => kind === 'section' || kind === 'tabs')
                ? 'section'
                : 'field'
            }
            icon="star"
            label={template.name}
            title={template.clip ? template.name : t('unreadable')}
            onClick={() => {
              if (!template.clip) return;
              paste(template.clip, props.place());
              props.onAdd?.();
            }}
          />
          <Dropdown
            trigger={['click']}
            menu={{
              items: [
                ...(template.clip ? [{ key: 'rename', label: t('rename') }] : []),
                { key: 'remove', label: t('remove'), danger: true },
              ],
              onClick: ({ key }) => (key === 'rename' ? rename(template) : remove(template)),
            }}
          >
            <Button
              type="text"
              size="small"
              icon={<Icon name="more" />}
              aria-label={t('actions', { name: template.name })}
            />
          </Dropdown>
        </div>
      ))}
      <Button
        icon={<Icon name="import" />}
        onClick={() => {
          props.onAdd?.();
          void pasteNow();
        }}
      >
        {many('pasteFields')}
      </Button>
    </PaletteGroup>
  );
}
