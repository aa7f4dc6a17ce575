import { ownerOf } from '@trellis/forms/model';
import { DesignActionsProvider, fieldDesigns } from '@trellis/forms/react';
import type { FieldMeta, FieldNode } from '@trellis/metadata';
import { Icon, useIsPhone, useLocale } from '@trellis/ui/react';
import { Checkbox, type InputRef, Select } from 'antd';
import { type ReactNode, useEffect, useRef } from 'react';
import { changeConfig, changeField, freeKey, rekeyField, setRequired, setWidth } from '../commands.ts';
import { useDesign } from '../design.tsx';
import { nodeOf, sectionOf, spread } from '../layout.ts';
import { useT } from '../messages.ts';
import { FieldUses } from '../past/field-uses.tsx';
import { BackLink } from './back-link.tsx';
import { DefaultValue } from './default-value.tsx';
import { useDesignActionsOf } from './design-actions.tsx';
import { FieldConditions } from './field-conditions.tsx';
import { FieldEncryption } from './field-encryption.tsx';
import { FieldIssues } from './field-issues.tsx';
import { FieldLook } from './field-look.tsx';
import { FieldTypeSelect } from './field-type.tsx';
import { TextPair } from './text-pair.tsx';

type Twelfths = NonNullable<FieldNode['width']>;
/** Twelfths of the section; 0 = as the type does. */
const WIDTHS = [0, 12, 3, 4, 6, 8, 9, 1, 2, 5, 7, 10, 11];
const FRACTIONS: Readonly<Record<number, string>> = { 3: '1/4', 4: '1/3', 6: '1/2', 8: '2/3', 9: '3/4' };

/** What a field is called, what it demands, and the settings of its type. */
export function FieldPanel(props: {
  fieldKey: string;
  fresh: boolean;
  /** What else the type lets design, such as columns. */
  children?: ReactNode;
}) {
  const { fieldKey: key, fresh } = props;
  const t = useT();
  const { text } = useLocale();
  const phone = useIsPhone();
  const { document, form, published, removed, run, selectField } = useDesign();
  const name = useRef<InputRef>(null);
  // A new field wants a name first.
  useEffect(() => {
    if (fresh && !phone) name.current?.focus({ cursor: 'all' });
  }, [fresh, phone]);
  const field = form.fields.get(key) ?? form.displays.get(key);
  const actions = useDesignActionsOf(key, field?.meta.label ?? { zh: key });
  if (!field) return null;
  const { meta, type, config } = field;
  const isPublished = published !== null && Object.hasOwn(published.properties, key);
  const { Settings } = fieldDesigns.get(type.type);
  // A column of a sub-form has no place in a layout, and is neither unique nor searched.
  const inRows = ownerOf(form.ref) !== undefined;
  const change = (patch: { readonly [K in keyof FieldMeta]?: FieldMeta[K] | undefined }) =>
    run(changeField(document, key, patch));
  const named = () => {
    if (isPublished || removed.has(key)) return;
    const others = Object.keys(document.properties).filter((one) => one !== key);
    const rest = {
      ...document,
      properties: Object.fromEntries(others.map((one) => [one, {}])),
    } as typeof document;
    const next = freeKey(meta.label, rest, removed.keys());
    if (next === key) return;
    run(rekeyField(document, key, next));
    selectField(next, { fresh: false });
  };
  const nodes = spread(document);
  const section = sectionOf(nodes, key);
  const columns = section?.columns ?? 2;
  const { span, width } = nodeOf(nodes, key) ?? {};
  return (
    <>
      <div className="d-panel-head">
        <Icon name={type.icon} />
        <h2>{text(type.label)}</h2>
      </div>
      {inRows ? <FieldIssues fieldKey={key} /> : null}
      <TextPair
        zh={t('labelZh')}
        en={t('labelEn')}
        hint={t('labelEnHint')}
        value={meta.label}
        inputRef={name}
        onChange={(label) => {
          // The English name that came with the type would belie the new Chinese one.
          const stale =
            !isPublished && label?.zh !== meta.label.zh && meta.label.en?.startsWith(type.label.en ?? '');
          if (label) change({ label: stale ? { zh: label.zh } : label });
        }}
        onBlur={named}
      />
      <div className="f-setting">
        <div className="f-setting-title">{t('key')}</div>
        <code className="d-key">{key}</code>
        <div className="f-help">{t(isPublished ? 'keyFixed' : 'keyFollows')}</div>
      </div>
      {type.display || field.owned ? null : <FieldTypeSelect field={field} />}
      {type.generated || type.display ? null : (
        <fieldset className="d-checks">
          <legend>{t('rules')}</legend>
          <Checkbox
            checked={field.required}
            onChange={({ target }) => run(setRequired(document, key, target.checked))}
          >
            {t('required')}
          </Checkbox>
          {type.unique && !inRows ? (
            <Checkbox
              checked={meta.unique ?? false}
              onChange={({ target }) => change({ unique: target.checked || undefined })}
            >
              {t('unique')}
            </Checkbox>
          ) : null}
          {((field.kind === 'text' && !field.many && !meta.encrypted) || type.plain) && !inRows ? (
            <Checkbox
              checked={meta.searchable ?? false}
              onChange={({ target }) => change({ searchable: target.checked || undefined })}
            >
              <span title={t('searchableHint')}>{t('searchable')}</span>
            </Checkbox>
          ) : null}
        </fieldset>
      )}
      <FieldEncryption
        field={field}
        isTitle={document.trellis.titleField === key && !inRows}
        onChange={change}
      />
      {type.generated || type.display || field.owned || type.kind === 'file' ? null : (
        <DefaultValue
          key={JSON.stringify(config)}
          field={field}
          onChange={(value) => change({ default: value })}
        />
      )}
      {props.children}
      <section className="d-type-settings" aria-label={t('settings')}>
        <h3>{t('settings')}</h3>
        <DesignActionsProvider value={actions}>
          <Settings
            config={config}
            // Under another type than it is published with, nothing of its settings is in use yet.
            published={isPublished && published.properties[key]?.trellis.type === type.type}
            onChange={(next) => run(changeConfig(document, key, next))}
          />
        </DesignActionsProvider>
      </section>
      {field.target === undefined || inRows ? null : <BackLink field={field} />}
      <FieldConditions field={field} onChange={change} />
      <FieldLook field={field} inRows={inRows} onChange={change} />
      <TextPair
        zh={t('helpZh')}
        en={t('helpEn')}
        rows={2}
        optional
        value={meta.help}
        onChange={(help) => change({ help })}
      />
      {!inRows && (columns > 1 || width !== undefined) ? (
        <div className="f-setting">
          <div className="f-setting-title">{t('width')}</div>
          <Select<number>
            style={{ width: '100%' }}
            aria-label={t('width')}
            value={width ?? (span === undefined ? 0 : (Math.min(span, columns) * 12) / columns)}
            options={WIDTHS.map((value) => ({
              value,
              label:
                value === 0
                  ? t('widthAuto')
                  : value === 12
                    ? t('widthWhole')
                    : (FRACTIONS[value] ?? `${value}/12`),
            }))}
            onChange={(next) => run(setWidth(document, key, next === 0 ? {} : { width: next as Twelfths }))}
          />
        </div>
      ) : null}
      <FieldUses key={`uses ${key}`} fieldKey={key} />
    </>
  );
}
