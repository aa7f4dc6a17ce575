import { localDate } from '@trellis/logic';
import { localText } from '@trellis/metadata';
import { Icon, moved, SortableList, useLocale } from '@trellis/ui/react';
import { Button, Dropdown, Input, InputNumber, Select } from 'antd';
import type { CompiledForm } from '../../form/compile.ts';
import { useChoiceT } from '../../widgets/choice-messages.tsx';
import { useDesignActions } from '../../widgets/design-actions.tsx';
import type { SettingsProps } from '../../widgets/facet.tsx';
import { useFormInDesign } from '../../widgets/form-in-design.tsx';
import { useT } from '../../widgets/messages.tsx';
import { useFormServices } from '../../widgets/services.tsx';
import { type AutonumberConfig, DATE_FORMATS, type NumberPart, PLAIN_KINDS, RESETS } from './model.ts';
import { NextNumber } from './next-number.tsx';
import { sampleNumber } from './sample.ts';

export function AutonumberSettings({ config, onChange, published }: SettingsProps<AutonumberConfig>) {
  const t = useT();
  const choiceT = useChoiceT();
  const form = useFormInDesign();
  const actions = useDesignActions();
  const firstField = usable(form)[0]?.key;
  const { tz } = useFormServices();
  const { parts } = config;
  const { locale } = useLocale();
  const nameOf = (key: string) => {
    const field = form?.fields.get(key);
    return field ? `{${localText(field.meta.label, locale)}}` : '…';
  };
  const set = (next: readonly NumberPart[]) => onChange({ parts: next });
  const name = (index: number) => t('partOf', { count: index + 1 });
  return (
    <div className="f-setting">
      <div className="f-setting-title">{t('parts')}</div>
      <SortableList
        items={parts.map((part, index) => ({ id: String(index), part }))}
        label={({ id }) => name(Number(id))}
        onMove={(from, to) => set(moved(parts, from, to))}
        render={({ part }, handle, index) => (
          <div className="f-option-line">
            {handle}
            <Part
              part={part}
              label={name(index)}
              onChange={(next) => set(parts.map((old, at) => (at === index ? next : old)))}
            />
            <Button
              type="text"
              size="small"
              // A pattern without its counter would give the same number twice.
              disabled={part.kind === 'counter'}
              aria-label={t('remove', { name: name(index) })}
              icon={<Icon name="delete" />}
              onClick={() => set(parts.filter((_, at) => at !== index))}
            />
          </div>
        )}
      />
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'text', label: t('partText') },
            { key: 'date', label: t('partDate') },
            ...(firstField === undefined ? [] : [{ key: 'field', label: choiceT('partField') }]),
          ],
          onClick: ({ key }) => set([...parts, newPart(key, firstField ?? '')]),
        }}
      >
        <Button type="dashed" block disabled={parts.length >= 10} icon={<Icon name="plus" />}>
          {t('addPart')}
        </Button>
      </Dropdown>
      <div className="f-help t-num">
        {t('sample', { sample: sampleNumber(config, localDate(new Date().toISOString(), tz) ?? '', nameOf) })}
      </div>
      {published && actions?.setNextNumber ? <NextNumber set={actions.setNextNumber} /> : null}
    </div>
  );
}

/** Fields whose values may stand in a number. */
const usable = (form: CompiledForm | undefined) =>
  [...(form?.fields.values() ?? [])].filter(
    ({ kind, many, type }) => !many && !type.generated && PLAIN_KINDS.has(kind),
  );

const newPart = (kind: string, field: string): NumberPart => {
  if (kind === 'field') return { kind, field };
  return kind === 'text' ? { kind, text: '-' } : { kind: 'date', format: 'YYYYMM' };
};

function Part({
  part,
  label,
  onChange,
}: {
  part: NumberPart;
  label: string;
  onChange: (part: NumberPart) => void;
}) {
  const t = useT();
  const choiceT = useChoiceT();
  const { locale } = useLocale();
  const form = useFormInDesign();
  if (part.kind === 'field')
    return (
      <Select
        aria-label={`${label}: ${choiceT('partField')}`}
        style={{ flex: 1, minWidth: 0 }}
        value={part.field}
        options={usable(form).map(({ key, meta }) => ({ value: key, label: localText(meta.label, locale) }))}
        onChange={(field) => onChange({ kind: 'field', field })}
      />
    );
  if (part.kind === 'text')
    return (
      <Input
        aria-label={`${label}: ${t('partText')}`}
        value={part.text}
        maxLength={40}
        onChange={({ target }) => {
          if (target.value) onChange({ kind: 'text', text: target.value });
        }}
      />
    );
  if (part.kind === 'date')
    return (
      <Select
        aria-label={`${label}: ${t('partDate')}`}
        style={{ flex: 1 }}
        value={part.format}
        options={DATE_FORMATS.map((value) => ({ value, label: value }))}
        onChange={(format) => onChange({ kind: 'date', format })}
      />
    );
  return (
    <>
      <InputNumber
        aria-label={`${label}: ${t('digits')}`}
        style={{ width: 72, flex: 'none' }}
        suffix={t('digits')}
        controls={false}
        value={part.digits}
        min={1}
        max={12}
        precision={0}
        onChange={(digits) => {
          if (typeof digits === 'number') onChange({ ...part, digits });
        }}
      />
      <InputNumber
        aria-label={`${label}: ${choiceT('start')}`}
        title={choiceT('start')}
        prefix={choiceT('startFrom')}
        style={{ width: 80, flex: 'none' }}
        controls={false}
        value={part.start ?? 1}
        min={0}
        max={999_999_999_999}
        precision={0}
        onChange={(start) => {
          if (typeof start !== 'number') return;
          const { start: _, ...rest } = part;
          onChange(start === 1 ? rest : { ...rest, start });
        }}
      />
      <Select
        aria-label={`${label}: ${t('reset')}`}
        title={t('reset')}
        style={{ flex: 1 }}
        value={part.reset}
        options={RESETS.map((value) => ({ value, label: value === 'week' ? choiceT('week') : t(value) }))}
        onChange={(reset) => onChange({ ...part, reset })}
      />
    </>
  );
}
