import { useQuery } from '@tanstack/react-query';
import { fieldLabel } from '@trellis/forms/react';
import { EXPORT_AT_ONCE } from '@trellis/metadata';
import { formParams, keys, Sheet, useClient, useLocale, useToast, useWorkspace } from '@trellis/ui/react';
import { Button, Checkbox, Segmented } from 'antd';
import { useState } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';
import { useClientCatalog } from '../catalog/provider.tsx';
import { type ExportedList, inOrder, nameOf, type SheetChoice, sheetChoices } from './choice.ts';
import './export.css';
import { FieldsPart } from './fields-part.tsx';
import { useT } from './messages.ts';
import { useStartExport } from './use-exports.ts';

type Format = 'xlsx' | 'csv';

/** Asks what of some records goes into a file, and downloads it, or has it made in the background. */
export default function ExportDialog(props: {
  readonly info: FormInfo;
  /** The records, and the fields that the list shows. */
  readonly list: ExportedList;
  readonly onClose: () => void;
}) {
  const { info, list, onClose } = props;
  const { form, label } = info;
  const t = useT();
  const toast = useToast();
  const client = useClient();
  const workspace = useWorkspace().key;
  const { text, locale } = useLocale();
  const start = useStartExport();
  const shown = list.fields ?? [...form.fields.keys()];
  const [format, setFormat] = useState<Format>('xlsx');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(shown));
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [later, setLater] = useState(false);
  const [busy, setBusy] = useState(false);
  const { data: total, error } = useTotal(form.ref, list);
  const choices = sheetChoices(useClientCatalog(), info);
  const sheets = format === 'xlsx' ? choices.filter((one) => ticked.has(nameOf(one))) : [];
  const many = (total?.value ?? 0) > EXPORT_AT_ONCE;
  const must = many || sheets.length > 0;

  const begin = async () => {
    setBusy(true);
    const body = { ...list, format, fields: inOrder(form, shown, chosen) };
    try {
      if (must || later) await start(form.ref, { ...body, sheets });
      else
        await client.download('exportRecords', {
          params: formParams(workspace, form.ref),
          body,
        });
      onClose();
    } catch (failure) {
      setBusy(false);
      toast.error(failure);
    }
  };
  const none = total?.value === 0;
  return (
    <Sheet
      open
      title={t('title', { form: text(label) })}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button
            type="primary"
            loading={busy}
            disabled={chosen.size === 0 || none}
            onClick={() => void begin()}
          >
            {t('start')}
          </Button>
        </>
      }
    >
      <div className="v-export">
        <div className="v-export-head">
          <Segmented<Format>
            aria-label={t('format')}
            value={format}
            onChange={setFormat}
            options={[
              { value: 'xlsx', label: t('xlsx') },
              { value: 'csv', label: t('csv') },
            ]}
          />
          <span className="t-num" role="status">
            {error || none
              ? t('empty')
              : total
                ? t(total.kind === 'exact' ? 'count' : 'countAbout', {
                    count: total.value.toLocaleString(locale),
                  })
                : t('counting')}
          </span>
        </div>
        <FieldsPart info={info} list={shown} value={chosen} onChange={setChosen} />
        {chosen.size === 0 ? <p className="v-export-wrong">{t('noFields')}</p> : null}
        {format === 'xlsx' && choices.length > 0 ? (
          <SheetsPart info={info} choices={choices} value={ticked} onChange={setTicked} />
        ) : null}
        {must ? (
          <p className="v-export-note">{t(many ? 'mustBackground' : 'sheetsBackground')}</p>
        ) : (
          <Checkbox checked={later} onChange={({ target }) => setLater(target.checked)}>
            {t('inBackground')}
          </Checkbox>
        )}
      </div>
    </Sheet>
  );
}

function SheetsPart(props: {
  readonly info: FormInfo;
  readonly choices: readonly SheetChoice[];
  readonly value: ReadonlySet<string>;
  readonly onChange: (value: ReadonlySet<string>) => void;
}) {
  const { info, value } = props;
  const t = useT();
  const { text, locale } = useLocale();
  const { forms } = useClientCatalog();
  const labelOf = ({ form, field }: SheetChoice) => {
    const other = form === undefined ? undefined : forms.get(form);
    return other
      ? t('pointing', { form: text(other.label), field: fieldLabel(other.form, field, locale) })
      : t('rowsOf', { field: fieldLabel(info.form, field, locale) });
  };
  return (
    <fieldset className="v-export-part">
      <legend>{t('sheets')}</legend>
      <div className="v-export-sheets">
        {props.choices.map((choice) => (
          <Checkbox
            key={nameOf(choice)}
            checked={value.has(nameOf(choice))}
            onChange={({ target }) => {
              const next = new Set(value);
              if (target.checked) next.add(nameOf(choice));
              else next.delete(nameOf(choice));
              props.onChange(next);
            }}
          >
            {labelOf(choice)}
          </Checkbox>
        ))}
      </div>
      <p className="v-export-hint">{t('sheetsHint')}</p>
    </fieldset>
  );
}

/** How many records there are. */
function useTotal(form: string, { filter, search, asOf }: ExportedList) {
  const client = useClient();
  const { key } = useWorkspace();
  const body = {
    ...(filter === undefined ? {} : { filter }),
    ...(search ? { search } : {}),
    ...(asOf ? { asOf } : {}),
    fields: [],
    limit: 1,
  };
  return useQuery({
    queryKey: keys.records(key, form, { ...body, count: true }),
    queryFn: async ({ signal }) =>
      (await client.call('queryRecords', { params: formParams(key, form), body, signal })).total ?? null,
  });
}
