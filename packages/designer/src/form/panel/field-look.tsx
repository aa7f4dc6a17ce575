import type { CompiledField } from '@trellis/forms/model';
import type { FieldMeta, HiddenPolicy } from '@trellis/metadata';
import { Checkbox, Input, Select } from 'antd';
import { useId } from 'react';
import { useT } from './source-messages.ts';
import { TextPair } from './text-pair.tsx';
import { TitleStyleSetting } from './title-style.tsx';

type Patch = { readonly [K in keyof FieldMeta]?: FieldMeta[K] | undefined };

/** Values that are not typed: there is no room for a hint. */
const WITHOUT_PLACEHOLDER: ReadonlySet<string> = new Set(['file', 'boolean']);

/** How a field is shown, and what becomes of its value while it is not. */
export function FieldLook({
  field,
  inRows,
  onChange,
}: {
  readonly field: CompiledField;
  /** A column of a sub-form: it has neither a form for new records nor a title of its own. */
  readonly inRows: boolean;
  readonly onChange: (patch: Patch) => void;
}) {
  const t = useT();
  const id = useId();
  const { meta, type } = field;
  const written = !type.generated && !type.display;
  return (
    <section className="d-type-settings" aria-label={t('look')}>
      <h3>{t('look')}</h3>
      <div className="d-checks">
        {inRows ? null : (
          <>
            <Checkbox
              checked={meta.hideOnCreate ?? false}
              onChange={({ target }) => onChange({ hideOnCreate: target.checked || undefined })}
            >
              {t('hideOnCreate')}
            </Checkbox>
            <Checkbox
              checked={meta.hideTitle ?? false}
              onChange={({ target }) => onChange({ hideTitle: target.checked || undefined })}
            >
              {t('hideTitle')}
            </Checkbox>
          </>
        )}
        {written ? (
          <Checkbox
            checked={meta.readonly ?? false}
            onChange={({ target }) => onChange({ readonly: target.checked || undefined })}
          >
            {t('readonly')}
          </Checkbox>
        ) : null}
      </div>
      {inRows || meta.hideTitle ? null : (
        <TitleStyleSetting value={meta.titleStyle} onChange={(titleStyle) => onChange({ titleStyle })} />
      )}
      {written && meta.visible !== undefined ? (
        <div className="f-setting">
          <label htmlFor={`${id}-hidden`}>{t('whenHidden')}</label>
          <Select<HiddenPolicy>
            id={`${id}-hidden`}
            style={{ width: '100%' }}
            value={meta.whenHidden ?? 'keep'}
            options={[
              { value: 'keep', label: t('keep') },
              { value: 'clear', label: t('clear') },
              { value: 'recompute', label: t('recomputeHidden'), disabled: !meta.default },
            ]}
            onChange={(next) => onChange({ whenHidden: next === 'keep' ? undefined : next })}
          />
        </div>
      ) : null}
      {written && !field.owned && !WITHOUT_PLACEHOLDER.has(field.kind) ? (
        <TextPair
          zh={t('placeholderZh')}
          en={t('placeholderEn')}
          optional
          value={meta.placeholder}
          onChange={(placeholder) => onChange({ placeholder })}
        />
      ) : null}
      {meta.help && !inRows ? (
        <div className="f-setting">
          <label htmlFor={`${id}-help`}>{t('helpAs')}</label>
          <Select<'text' | 'tooltip'>
            id={`${id}-help`}
            style={{ width: '100%' }}
            value={meta.helpAs ?? 'text'}
            options={[
              { value: 'text', label: t('helpText') },
              { value: 'tooltip', label: t('helpTooltip') },
            ]}
            onChange={(next) => onChange({ helpAs: next === 'text' ? undefined : next })}
          />
        </div>
      ) : null}
      <div className="f-setting">
        <label htmlFor={`${id}-remark`}>{t('remark')}</label>
        <Input.TextArea
          id={`${id}-remark`}
          autoSize={{ minRows: 1, maxRows: 6 }}
          maxLength={2_000}
          value={meta.remark ?? ''}
          onChange={({ target }) => onChange({ remark: target.value || undefined })}
        />
        <div className="f-help">{t('remarkHint')}</div>
      </div>
    </section>
  );
}
