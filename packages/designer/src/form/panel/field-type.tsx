import {
  type CompiledField,
  compileForm,
  conversionOf,
  type FieldType,
  fieldTypes,
  ownerOf,
} from '@trellis/forms/model';
import { useLocale } from '@trellis/ui/react';
import { Select } from 'antd';
import { useMemo } from 'react';
import { changeType } from '../commands.ts';
import { useDesign } from '../design.tsx';
import { useT } from '../messages.ts';
import { mayBeColumn } from '../rows/commands.ts';
import { OptionsFromValues } from './options-from-values.tsx';

/** The type of a field or of a column of a sub-form, and those that its values can follow into. Publishing says first what would not convert. */
export function FieldTypeSelect({ field }: { field: CompiledField }) {
  const t = useT();
  const { text } = useLocale();
  const { document, form, published, run } = useDesign();
  const key = field.key;
  // What has to be converted is what is published.
  const stored = useMemo(
    () => (published ? compileForm(form.ref, published, form.owner).fields.get(key) : undefined),
    [published, form, key],
  );
  const from = stored ?? field;
  const inRows = ownerOf(form.ref) !== undefined;
  const types = fieldTypes
    .list()
    .filter(
      (type) => type.type === field.type.type || (follows(from, type) && (!inRows || mayBeColumn(type))),
    );
  if (types.length < 2) return null;
  return (
    <div className="f-setting">
      <div className="f-setting-title">{t('fieldType')}</div>
      <Select
        style={{ width: '100%' }}
        aria-label={t('fieldType')}
        showSearch={{ optionFilterProp: 'label' }}
        value={field.type.type}
        options={types.map((type) => ({ value: type.type, label: text(type.label) }))}
        onChange={(next) => run(changeType(document, key, next))}
      />
      {stored && stored.type.type !== field.type.type ? (
        <>
          <div className="f-help">{t('fieldTypeConverts')}</div>
          {stored.type.kind === 'text' && field.type.options && !inRows ? (
            <OptionsFromValues field={field} />
          ) : null}
        </>
      ) : null}
    </div>
  );
}

/** Whether values of a field can become values of a type, under the settings that it starts with. */
function follows(from: CompiledField, type: FieldType): boolean {
  if (type.display || type.owned !== undefined || type.target !== undefined) return false;
  const config = type.config.defaults();
  const { kind, many = false } = type.valueType?.(config) ?? type;
  const { target: _, owned: __, ...rest } = from;
  return conversionOf(from, { ...rest, type, config, kind, many }) !== 'impossible';
}
