import { Icon, useIsPhone, useLocale, useToast } from '@trellis/ui/react';
import { Button, Dropdown } from 'antd';
import { copyByCommand } from '../clipboard/clipboard.ts';
import { useDesign } from '../design.tsx';
import { type Place, sectionsOf, spread } from '../layout.ts';
import { useT as useFormT } from '../messages.ts';
import { useFieldTemplates } from '../templates/field-templates.tsx';
import { useT as useTemplateT } from '../templates/messages.ts';
import { moveItems } from './commands.ts';
import { useT } from './messages.ts';

/** What can be done with several chosen fields and notes, below the canvas. */
export function ManyBar() {
  const t = useT();
  const form = useFormT();
  const template = useTemplateT();
  const { keep } = useFieldTemplates();
  const { text } = useLocale();
  const phone = useIsPhone();
  const toast = useToast();
  const { document, chosen, run, duplicate, remove, selectMany, openProperties } = useDesign();
  const sections = [...sectionsOf(spread(document)).values()];
  const places = new Map<string, Place>([
    ...sections.map(({ key }) => [`into:${key}`, { into: key }] as const),
    ['end', { end: true }],
  ]);
  const copy = (how: 'copy' | 'cut') => {
    if (!copyByCommand(how)) toast.error(new Error(t('notCopied')));
  };
  return (
    <div className="d-many" role="toolbar" aria-label={t('actions')}>
      <strong role="status">{t('chosen', { count: chosen.length })}</strong>
      {phone ? <Action icon="edit" label={t('edit')} onClick={openProperties} /> : null}
      <Action icon="copy" label={t('copy')} onClick={() => copy('copy')} />
      <Action icon="export" label={t('cut')} onClick={() => copy('cut')} />
      <Action icon="plus" label={t('duplicate')} onClick={() => duplicate(chosen)} />
      <Dropdown
        trigger={['click']}
        placement="top"
        menu={{
          className: 'd-history',
          items: [
            ...sections.map(({ key, label }) => ({
              key: `into:${key}`,
              label: label ? text(label) : form('untitled'),
            })),
            { key: 'end', label: t('formEnd') },
          ],
          onClick: ({ key }) => {
            const place = places.get(key);
            if (!place) return;
            run(moveItems(document, chosen, place));
            selectMany(chosen);
          },
        }}
      >
        <Button type="text" icon={<Icon name="folder" />} aria-label={t('moveTo')}>
          {phone ? null : t('moveTo')}
        </Button>
      </Dropdown>
      <Action icon="star" label={template('keep')} quiet onClick={() => keep({ names: chosen })} />
      <Action icon="delete" label={t('remove')} onClick={() => remove(chosen)} />
      <Action icon="close" label={t('done')} quiet onClick={() => selectMany([])} />
    </div>
  );
}

function Action(props: {
  readonly icon: string;
  readonly label: string;
  /** The sign alone, also where there is room. */
  readonly quiet?: boolean;
  readonly onClick: () => void;
}) {
  const phone = useIsPhone();
  return (
    <Button
      type="text"
      icon={<Icon name={props.icon} />}
      aria-label={props.label}
      title={props.label}
      onClick={props.onClick}
    >
      {phone || props.quiet ? null : props.label}
    </Button>
  );
}
