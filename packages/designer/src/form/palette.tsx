import { type FieldGroup, fieldTypes } from '@trellis/forms/model';
import type { FieldSchema } from '@trellis/metadata';
import { Icon, useLocale } from '@trellis/ui/react';
import { Input, type InputRef } from 'antd';
import { useRef, useState } from 'react';
import { LAYOUT, type LayoutPart, useDesign } from './design.tsx';
import { placeAfter } from './dropped.ts';
import { useT } from './messages.ts';
import { PaletteGroup, PaletteItem } from './palette-item.tsx';
import { useSearchKey } from './shortcuts.tsx';
import { PaletteTemplates } from './templates/palette-templates.tsx';

const GROUPS: readonly FieldGroup[] = [
  'text',
  'number',
  'date',
  'choice',
  'people',
  'relation',
  'file',
  'system',
];

/** Signs of what is no field. */
export const LAYOUT_ICONS: Readonly<Record<LayoutPart, string>> = {
  section: 'group',
  tabs: 'tabs',
  divider: 'line',
  description: 'font-colors',
};

/** Everything that a form can hold: click to append, drag to a place. `onAdd` closes the sheet of a phone. */
export function Palette({ onAdd }: { onAdd?: () => void }) {
  const t = useT();
  const { text, locale } = useLocale();
  const { add, restore, removed, selection } = useDesign();
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const matches = (...texts: readonly string[]) => texts.some((one) => one.toLowerCase().includes(wanted));
  const place = () => placeAfter(selection);
  const pick = (what: string) => {
    add(what, place());
    onAdd?.();
  };
  const groups = GROUPS.map((group) => ({
    group,
    types: fieldTypes
      .list()
      .filter(
        (type) =>
          type.group === group &&
          matches(type.label.zh, type.label.en ?? '', type.type, text(type.description)),
      ),
  })).filter(({ types }) => types.length > 0);
  const parts = (Object.keys(LAYOUT) as LayoutPart[]).filter((part) =>
    matches(t(part), t(`${part}Text`), part),
  );
  const gone = [...removed].filter(([key, field]) => matches(text(field.trellis.label), key));
  const input = useRef<InputRef>(null);
  useSearchKey(() => input.current?.focus({ cursor: 'all' }));
  /** Adds what the search means: what is called so, else what begins so, else the first that is found. */
  const pickFound = () => {
    if (wanted === '') return;
    const found = [
      ...groups.flatMap(({ types }) => types.map(({ type, label }) => ({ what: type, name: text(label) }))),
      ...parts.map((part) => ({ what: LAYOUT[part], name: t(part) })),
    ];
    const best =
      found.find(({ name }) => name.toLowerCase() === wanted) ??
      found.find(({ name }) => name.toLowerCase().startsWith(wanted)) ??
      found[0];
    if (!best) return;
    setSearch('');
    pick(best.what);
  };

  return (
    <div className="d-palette-body">
      <Input
        ref={input}
        allowClear
        prefix={<Icon name="search" />}
        placeholder={t('searchFields')}
        aria-label={t('searchFields')}
        value={search}
        onChange={({ target }) => setSearch(target.value)}
        onPressEnter={({ nativeEvent }) => {
          // Enter also ends the composing of Chinese.
          if (!nativeEvent.isComposing) pickFound();
        }}
      />
      {onAdd ? null : <p className="d-hint">{t('paletteHint')}</p>}
      {groups.map(({ group, types }) => (
        <PaletteGroup key={group} title={t(group)}>
          {types.map((type) => (
            <PaletteItem
              key={type.type}
              source={`add:${type.type}`}
              kind="field"
              icon={type.icon}
              label={text(type.label)}
              title={text(type.description)}
              onClick={() => pick(type.type)}
            />
          ))}
        </PaletteGroup>
      ))}
      {parts.length > 0 ? (
        <PaletteGroup title={t('layoutGroup')}>
          {parts.map((part) => (
            <PaletteItem
              key={part}
              source={`add:${LAYOUT[part]}`}
              // Lines and texts stand where fields stand.
              kind={part === 'section' || part === 'tabs' ? 'section' : 'field'}
              icon={LAYOUT_ICONS[part]}
              label={t(part)}
              title={t(`${part}Text`)}
              onClick={() => pick(LAYOUT[part])}
            />
          ))}
        </PaletteGroup>
      ) : null}
      {groups.length === 0 && parts.length === 0 && gone.length === 0 ? (
        <p className="d-hint">{t('noMatch')}</p>
      ) : null}
      <PaletteTemplates matches={matches} place={place} onAdd={onAdd} />
      {gone.length > 0 ? (
        <PaletteGroup title={t('deleted')} hint={t('deletedHint')}>
          {gone.map(([key, field]) => (
            <PaletteItem
              key={key}
              source={`restore:${key}`}
              kind="field"
              icon={iconOf(field)}
              label={text(field.trellis.label)}
              title={`${fieldTypes.get(field.trellis.type).label[locale] ?? ''} · ${key}`}
              onClick={() => {
                restore(key, place());
                onAdd?.();
              }}
            />
          ))}
        </PaletteGroup>
      ) : null}
    </div>
  );
}

const iconOf = (field: FieldSchema): string => fieldTypes.get(field.trellis.type).icon;
