import type { Json, Value } from '@trellis/logic';
import { DEPARTMENT_TARGET, MEMBER_TARGET } from '@trellis/metadata';
import { DatePicker, Input, InputNumber, Select, TimePicker } from 'antd';
import dayjs from 'dayjs';
import { useId, useState } from 'react';
import { FieldWidget } from '../view/field-widget.tsx';
import { DepartmentSelect } from '../widgets/department-select.tsx';
import type { Refs } from '../widgets/facet.tsx';
import { MemberSelect } from '../widgets/member-select.tsx';
import { OptionSelect } from '../widgets/option-select.tsx';
import { ReferenceSelect } from '../widgets/reference-select.tsx';
import { useT } from './messages.tsx';
import type { Near, ValueInput } from './pattern.ts';
import { placeField, severalOf } from './place.ts';
import type { FilterField } from './types.ts';

const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1);

interface Props {
  readonly field: FilterField;
  readonly input: ValueInput;
  readonly value: Json | undefined;
  readonly onChange: (value: Json) => void;
  readonly refs?: Refs | undefined;
}

/** The value of a condition, by what the operator asks for. */
export function FilterValue({ field, input, value, onChange, refs }: Props) {
  const t = useT();
  if (input === 'none') return null;
  if (input === 'days' || input === 'count')
    return (
      <InputNumber
        aria-label={t('value')}
        suffix={t(field.field?.owned ? 'rows' : input)}
        min={1}
        max={36_500}
        precision={0}
        value={typeof value === 'number' ? value : null}
        onChange={(days) => onChange(typeof days === 'number' ? days : null)}
      />
    );
  if (input === 'month')
    return (
      <Select
        aria-label={t('value')}
        value={typeof value === 'number' ? value : null}
        placeholder={t('month')}
        options={MONTHS.map((month) => ({ value: month, label: t('monthNo', { month }) }))}
        onChange={(month) => onChange(month)}
      />
    );
  if (input === 'range') {
    const [low = null, high = null] = Array.isArray(value) ? (value as readonly Json[]) : [];
    return (
      <>
        <One field={field} label={t('from')} value={low} onChange={(next) => onChange([next, high])} />
        <span className="f-fixed" aria-hidden>
          –
        </span>
        <One field={field} label={t('to')} value={high} onChange={(next) => onChange([low, next])} />
      </>
    );
  }
  if (input === 'near') return <NearPoint field={field} value={value} onChange={onChange} />;
  if (input === 'place') return <Place field={field} value={value} onChange={onChange} refs={refs} />;
  if (input === 'list') return <Several field={field} value={value} onChange={onChange} refs={refs} />;
  return <One field={field} label={t('value')} value={value ?? null} onChange={onChange} />;
}

/** One literal of the field's kind. */
function One({
  field,
  label,
  value,
  onChange,
}: {
  field: FilterField;
  label: string;
  value: Json;
  onChange: (value: Json) => void;
}) {
  const id = useId();
  if (field.kind === 'date' || field.kind === 'datetime')
    return (
      <DatePicker
        aria-label={label}
        value={typeof value === 'string' ? dayjs(value, 'YYYY-MM-DD') : null}
        onChange={(picked) => onChange(picked ? picked.format('YYYY-MM-DD') : null)}
      />
    );
  if (field.kind === 'time')
    return (
      <TimePicker
        aria-label={label}
        format="HH:mm"
        needConfirm={false}
        value={typeof value === 'string' ? dayjs(`2000-01-01T${value}`) : null}
        onChange={(picked) => onChange(picked ? picked.format('HH:mm:00') : null)}
      />
    );
  // A number is read and written as its field does: per cent, currency, separators.
  if (field.kind === 'number' && field.field)
    return (
      <FieldWidget
        id={id}
        field={field.field}
        label={label}
        look="filter"
        value={value as Value}
        onChange={(next) => onChange(next as Json)}
      />
    );
  return (
    <Input
      aria-label={label}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

/** A value of a hierarchy, of any level. */
function Place({ field, value, onChange, refs }: Omit<Props, 'input'>) {
  const t = useT();
  const id = useId();
  const asking = field.field && placeField(field.field);
  if (!asking) return null;
  return (
    <FieldWidget
      id={id}
      field={asking}
      label={t('value')}
      refs={refs}
      value={(value ?? null) as Value}
      onChange={(next) => onChange(next as Json)}
    />
  );
}

/** A point, from the device or typed, and kilometres around it. */
function NearPoint({ field, value, onChange }: Pick<Props, 'field' | 'value' | 'onChange'>) {
  const t = useT();
  const id = useId();
  const given = (typeof value === 'object' && value !== null ? value : {}) as Partial<Near>;
  const [km, setKm] = useState<number | null>(given.km ?? 5);
  // What is typed is no point until it is whole.
  const [typed, setTyped] = useState<Value>();
  const point = isPoint(given) ? { lat: given.lat, lng: given.lng } : null;
  const set = (place: Value, around: number | null) => {
    const at = place !== null && typeof place === 'object' ? (place as Partial<Near>) : {};
    onChange(isPoint(at) ? { lat: at.lat, lng: at.lng, ...(around === null ? {} : { km: around }) } : null);
  };
  if (!field.field) return null;
  return (
    <>
      <FieldWidget
        id={id}
        field={field.field}
        label={t('value')}
        look="filter"
        value={typed ?? point}
        onChange={(next) => {
          setTyped(typeof next === 'string' ? next : undefined);
          set(next, km);
        }}
      />
      <InputNumber
        aria-label={t('kmOf')}
        suffix={t('km')}
        min={0.1}
        max={20_000}
        value={km}
        onChange={(next) => {
          setKm(next);
          set(point, next);
        }}
      />
    </>
  );
}

const isPoint = (at: Partial<Near>): at is Near => typeof at.lat === 'number' && typeof at.lng === 'number';

/** Several options, members or records. */
function Several({ field, value, onChange, refs }: Omit<Props, 'input'>) {
  const t = useT();
  const id = useId();
  const own = field.field;
  const shared = {
    id,
    label: t('value'),
    refs,
    value: (Array.isArray(value) ? value : null) as Value,
    onChange: (next: Value) => onChange((next ?? []) as Json),
  };
  if (field.target === MEMBER_TARGET) return <MemberSelect {...shared} multiple />;
  if (field.target === DEPARTMENT_TARGET) return <DepartmentSelect {...shared} multiple />;
  if (field.target) return <ReferenceSelect {...shared} multiple target={field.target} />;
  const options = own?.type.options?.(own.config);
  if (own && !options) return <FieldWidget {...shared} field={severalOf(own)} />;
  return <OptionSelect {...shared} multiple options={options ?? []} />;
}
