import type { CompiledField } from '@trellis/forms/model';
import { fieldLabel } from '@trellis/forms/react';
import { MEMBER_TARGET } from '@trellis/metadata';
import { useLocale } from '@trellis/ui/react';
import { Alert, InputNumber, Select } from 'antd';
import { useMemo } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';
import { useClientCatalog } from '../catalog/provider.tsx';
import {
  adjust,
  assign,
  type ColumnMapping,
  type DateOrder,
  freeParts,
  type ImportField,
  importFields,
  type Mapping,
  matchChoices,
  missing,
  orderOf,
  RECORD_ID,
} from './mapping.ts';
import { MatchSettings } from './match-settings.tsx';
import { useT } from './messages.ts';
import { PolicySelect } from './policies.tsx';
import { SavedMappings } from './saved-mappings.tsx';
import type { ImportJob } from './use-import.tsx';

/** Which column becomes which field, with what needs saying of it. */
export function MappingStep(props: {
  readonly info: FormInfo;
  readonly job: ImportJob;
  readonly mapping: Mapping;
  readonly setMapping: (mapping: Mapping) => void;
}) {
  const { info, job, mapping, setMapping } = props;
  const t = useT();
  const { locale } = useLocale();
  const fields = useMemo(() => importFields(info), [info]);
  const lacking = missing(fields, mapping);
  const headerRows = mapping.headerRows ?? 1;
  return (
    <div className="v-import-wide">
      <div className="v-import-file">
        <span className="t-ellipsis">{t('fileRows', { name: job.fileName, count: job.rows })}</span>
        <span className="v-import-header-row">
          {t('headerRow')}
          <InputNumber
            min={1}
            max={20}
            precision={0}
            value={headerRows}
            aria-label={t('headerRowLabel')}
            onChange={(value) => setMapping({ ...mapping, headerRows: value ?? 1 })}
          />
          {t('headerRowEnd')}
        </span>
      </div>
      {job.remembered ? <Alert type="info" showIcon title={t('remembered')} /> : null}
      <SavedMappings info={info} job={job} mapping={mapping} setMapping={setMapping} />
      <MatchSettings info={info} mapping={mapping} setMapping={setMapping} />
      {lacking.length > 0 && mapping.policy !== 'update' ? (
        <Alert
          type="warning"
          showIcon
          title={t('missing', {
            fields: lacking
              .map(({ key }) => fieldLabel(info.form, key, locale))
              .join(locale === 'zh' ? '、' : ', '),
          })}
        />
      ) : null}
      <div className="v-import-map">
        <div className="v-import-map-row" data-head aria-hidden="true">
          <span>{t('column')}</span>
          <span>{t('becomes')}</span>
          <span>{t('settings')}</span>
        </div>
        <ul aria-label={t('map')}>
          {job.columns.map((column) => (
            <ColumnRow
              key={column.index}
              info={info}
              fields={fields}
              column={column}
              mapping={mapping}
              setMapping={setMapping}
            />
          ))}
        </ul>
      </div>
    </div>
  );
}

function ColumnRow(props: {
  readonly info: FormInfo;
  readonly fields: readonly ImportField[];
  readonly column: ImportJob['columns'][number];
  readonly mapping: Mapping;
  readonly setMapping: (mapping: Mapping) => void;
}) {
  const { info, fields, column, mapping, setMapping } = props;
  const t = useT();
  const { locale } = useLocale();
  const mapped = mapping.columns.find((one) => one.column === column.index);
  const field = fields.find(({ key }) => key === mapped?.field);
  const catalog = useClientCatalog();
  const taken = new Set(mapping.columns.map((one) => one.field));
  const free = (one: ImportField) => freeParts(catalog, mapping, column.index, one);
  const options = fields.map((one) => ({
    value: one.key,
    label: `${fieldLabel(info.form, one.key, locale)}${one.required ? ' *' : ''}`,
    taken: taken.has(one.key) && one.key !== mapped?.field && free(one).length === 0,
  }));
  const pick = (key: string | undefined) => {
    const next = fields.find((one) => one.key === key);
    // The first column of a reference has its title; each further one what is left.
    const part = next && taken.has(next.key) ? free(next)[0]?.key : undefined;
    const dateOrder = next?.dated ? orderOf(column.samples) : undefined;
    setMapping(assign(mapping, column.index, key, { dateOrder, part }));
  };
  return (
    <li className="v-import-map-row" data-off={mapped ? undefined : true}>
      <div className="v-import-column">
        <strong className="t-ellipsis">{column.name}</strong>
        <span className="t-ellipsis t-muted">
          {column.samples.length > 0 ? column.samples.join(' · ') : t('samplesEmpty')}
        </span>
      </div>
      <div>
        <Select
          aria-label={`${column.name}: ${t('becomes')}`}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('notImported')}
          value={mapped?.field ?? null}
          options={options}
          onChange={(value) => pick(value ?? undefined)}
          optionRender={(option) => (
            <span className={option.data.taken ? 't-muted' : undefined}>{option.label}</span>
          )}
        />
      </div>
      <div className="v-import-settings">
        {mapped && field ? (
          <Settings
            column={mapped}
            field={field}
            parts={free(field)}
            first={mapping.columns.find((one) => one.field === field.key) === mapped}
            only={mapping.columns.filter((one) => one.field === field.key).length === 1}
            adjust={(changes) => setMapping(adjust(mapping, column.index, changes))}
          />
        ) : null}
      </div>
    </li>
  );
}

function Settings(props: {
  readonly column: ColumnMapping;
  readonly field: ImportField;
  /** By what its records may be told apart. */
  readonly parts: readonly CompiledField[];
  /** Of the columns of its field. */
  readonly first: boolean;
  /** No other column says anything of its field. */
  readonly only: boolean;
  readonly adjust: (changes: Parameters<typeof adjust>[2]) => void;
}) {
  const { column, field } = props;
  const t = useT();
  const { text, locale } = useLocale();
  const catalog = useClientCatalog();
  const { target } = field;
  if (field.key === RECORD_ID) return <span className="t-muted">{t('idHint')}</span>;
  if (field.dated) {
    return (
      <Setting label={t('dateOrder')}>
        <Select<DateOrder>
          value={column.dateOrder ?? 'ymd'}
          onChange={(dateOrder) => props.adjust({ dateOrder: dateOrder === 'ymd' ? undefined : dateOrder })}
          options={[
            { value: 'ymd', label: t('orderYmd') },
            { value: 'mdy', label: t('orderMdy') },
            { value: 'dmy', label: t('orderDmy') },
          ]}
        />
      </Setting>
    );
  }
  const unmatched = (
    <Setting label={t('unmatched')}>
      <PolicySelect
        field={field}
        column={column}
        onChange={(policy) => props.adjust({ unmatched: policy })}
      />
    </Setting>
  );
  if (field.options.length > 0) return unmatched;
  if (target === undefined) return null;
  const form = catalog.forms.get(target)?.form;
  const title = form?.titleField ?? '';
  const matches =
    target === MEMBER_TARGET
      ? [
          { value: '', label: t('memberAny') },
          { value: 'name', label: t('memberName') },
          { value: 'email', label: t('memberEmail') },
          { value: 'phone', label: t('memberPhone') },
        ]
      : [
          ...(field.field?.many ? matchChoices(catalog, target) : props.parts).map(({ key, meta }) => ({
            value: key,
            label: text(meta.label),
          })),
          ...(form && props.only ? [{ value: RECORD_ID, label: fieldLabel(form, RECORD_ID, locale) }] : []),
        ];
  if (matches.length < 2 && props.first) return unmatched;
  return (
    <>
      <Setting label={t('matchBy')}>
        <Select
          value={column.matchBy ?? (target === MEMBER_TARGET ? '' : title)}
          options={matches}
          onChange={(key) =>
            props.adjust({
              matchBy: key === '' || key === title ? undefined : key,
              // What has an id is there already.
              ...(key === RECORD_ID && column.unmatched === 'create' ? { unmatched: undefined } : {}),
            })
          }
        />
      </Setting>
      {props.first ? unmatched : null}
    </>
  );
}

function Setting(props: { readonly label: string; readonly children: React.ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
    <label className="v-import-setting">
      <span className="t-muted">{props.label}</span>
      {props.children}
    </label>
  );
}
