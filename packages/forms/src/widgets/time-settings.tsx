import type { ValueKind } from '@trellis/logic';
import { DatePicker, InputNumber, Select, Switch, TimePicker } from 'antd';
import dayjs from 'dayjs';
import {
  BOUND_UNITS,
  type BoundUnit,
  type MovingBound,
  type TimeBound,
  type TimeLimits,
} from '../values/bounds.ts';
import { Setting, withSetting } from './setting.tsx';
import { FieldSetting } from './setting-inputs.tsx';
import { useSettingT } from './setting-messages.tsx';

type Sort = 'date' | 'datetime' | 'time';
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** How a fixed bound of each sort is stored and picked. */
const FIXED: Readonly<Record<Sort, string>> = {
  date: 'YYYY-MM-DD',
  datetime: 'YYYY-MM-DD HH:mm',
  time: 'HH:mm:ss',
};
const KINDS: Readonly<Record<Sort, readonly ValueKind[]>> = {
  date: ['date', 'datetime'],
  datetime: ['date', 'datetime'],
  time: ['time'],
};
const UNITS: Readonly<Record<Sort, readonly BoundUnit[]>> = {
  date: BOUND_UNITS.slice(2),
  datetime: BOUND_UNITS,
  time: ['minute', 'hour'],
};

/** First or last value that may be chosen: fixed, by the calendar, or by another field. */
function TimeBoundSetting(props: {
  side: 'min' | 'max';
  sort: Sort;
  value: TimeBound | undefined;
  onChange: (value: TimeBound | undefined) => void;
}) {
  const t = useSettingT();
  const { side, sort, value, onChange } = props;
  const moving = typeof value === 'object' ? value : undefined;
  const mode = value === undefined ? 'none' : moving ? moving.from : 'fixed';
  const unit = UNITS[sort][0] ?? 'day';
  const choose = (next: string) => {
    if (next === 'none') onChange(undefined);
    else if (next === 'fixed') onChange(sort === 'time' ? '09:00:00' : starting(sort));
    else onChange({ from: next as MovingBound['from'], amount: 0, unit: moving?.unit ?? unit });
  };
  const modes = ['none', 'fixed', ...(sort === 'time' ? [] : ['now']), 'field'] as const;
  const nameOf = (one: string) =>
    one === 'now'
      ? t(sort === 'date' ? 'bound_today' : 'bound_now')
      : t(`bound_${one as 'none' | 'fixed' | 'field'}`);
  return (
    <>
      <Setting label={t(side)}>
        {(id) => (
          <div className="f-pair">
            <Select
              id={id}
              value={mode}
              options={modes.map((one) => ({ value: one, label: nameOf(one) }))}
              onChange={choose}
            />
            {mode === 'fixed' ? (
              <FixedBound sort={sort} label={t(side)} value={String(value)} onChange={onChange} />
            ) : null}
            {moving && moving.from === 'now' ? (
              <Shift bound={moving} sort={sort} onChange={onChange} />
            ) : null}
          </div>
        )}
      </Setting>
      {moving?.from === 'field' ? (
        <>
          <FieldSetting
            label={t('boundField')}
            kinds={KINDS[sort]}
            value={moving.field}
            onChange={(field) => onChange({ ...moving, field })}
          />
          <Setting label={t('boundAmount')}>
            {() => <Shift bound={moving} sort={sort} onChange={onChange} />}
          </Setting>
        </>
      ) : null}
    </>
  );
}

const starting = (sort: 'date' | 'datetime') =>
  sort === 'date' ? dayjs().format('YYYY-MM-DD') : dayjs().startOf('day').toISOString();

function FixedBound({
  sort,
  label,
  value,
  onChange,
}: {
  sort: Sort;
  label: string;
  value: string;
  onChange: (value: string) => void;
}) {
  if (sort === 'time')
    return (
      <TimePicker
        aria-label={label}
        needConfirm={false}
        format="HH:mm"
        allowClear={false}
        value={dayjs(`2000-01-01T${value}`)}
        onChange={(picked) => {
          if (picked) onChange(picked.format(FIXED.time));
        }}
      />
    );
  return (
    <DatePicker
      aria-label={label}
      allowClear={false}
      format={FIXED[sort]}
      showTime={sort === 'datetime' ? { format: 'HH:mm' } : false}
      value={dayjs(value)}
      onChange={(picked) => {
        if (picked)
          onChange(sort === 'date' ? picked.format(FIXED.date) : picked.startOf('minute').toISOString());
      }}
    />
  );
}

/** So much before or after. */
function Shift({
  bound,
  sort,
  onChange,
}: {
  bound: MovingBound;
  sort: Sort;
  onChange: (value: MovingBound) => void;
}) {
  const t = useSettingT();
  return (
    <div className="f-pair">
      <InputNumber
        aria-label={t('boundAmount')}
        min={-100_000}
        max={100_000}
        precision={0}
        value={bound.amount}
        onChange={(amount) => onChange({ ...bound, amount: amount ?? 0 })}
      />
      <Select
        aria-label={t('boundAmount')}
        value={bound.unit}
        options={UNITS[sort].map((unit) => ({ value: unit, label: t(`unit_${unit}`) }))}
        onChange={(unit) => onChange({ ...bound, unit })}
      />
    </div>
  );
}

/** Days of the week that may be chosen; none chosen = all. */
function WeekdaysSetting(props: {
  value: readonly number[] | undefined;
  onChange: (value: readonly number[] | undefined) => void;
}) {
  const t = useSettingT();
  return (
    <Setting label={t('weekdays')}>
      {(id) => (
        <Select<number[]>
          id={id}
          mode="multiple"
          style={{ width: '100%' }}
          placeholder={t('weekdaysAll')}
          value={[...(props.value ?? [])]}
          options={WEEKDAYS.map((day) => ({ value: day, label: t(`weekday_${day}`) }))}
          onChange={(days) => props.onChange(days.length > 0 ? days.toSorted() : undefined)}
        />
      )}
    </Setting>
  );
}

/** Hours of the day that may be chosen. */
function HoursSetting(props: { value: TimeLimits['hours']; onChange: (value: TimeLimits['hours']) => void }) {
  const t = useSettingT();
  const { value } = props;
  const clock = (key: 'from' | 'to', label: string) =>
    value ? (
      <TimePicker
        aria-label={label}
        prefix={label}
        format="HH:mm"
        needConfirm={false}
        allowClear={false}
        value={dayjs(`2000-01-01T${value[key]}`)}
        onChange={(picked) => {
          if (picked) props.onChange({ ...value, [key]: picked.format('HH:mm') });
        }}
      />
    ) : null;
  return (
    <Setting label={t('hours')}>
      {(id) => (
        <>
          <Switch
            id={id}
            checked={value !== undefined}
            onChange={(on) => props.onChange(on ? { from: '09:00', to: '18:00' } : undefined)}
          />
          {value ? (
            <div className="f-pair" style={{ marginTop: 8 }}>
              {clock('from', t('hoursFrom'))}
              {clock('to', t('hoursTo'))}
            </div>
          ) : null}
        </>
      )}
    </Setting>
  );
}

/** Bounds and days that date and moment fields share. */
export function TimeLimitSettings<C extends TimeLimits>(props: {
  sort: Sort;
  config: C;
  onChange: (config: C) => void;
}) {
  const { config, onChange, sort } = props;
  return (
    <>
      <TimeBoundSetting
        side="min"
        sort={sort}
        value={config.min}
        onChange={(min) => onChange(withSetting(config, 'min', min as C['min']))}
      />
      <TimeBoundSetting
        side="max"
        sort={sort}
        value={config.max}
        onChange={(max) => onChange(withSetting(config, 'max', max as C['max']))}
      />
      {sort === 'time' ? null : (
        <WeekdaysSetting
          value={config.weekdays}
          onChange={(days) => onChange(withSetting(config, 'weekdays', days as C['weekdays']))}
        />
      )}
      {sort === 'datetime' ? (
        <HoursSetting
          value={config.hours}
          onChange={(hours) => onChange(withSetting(config, 'hours', hours as C['hours']))}
        />
      ) : null}
    </>
  );
}
