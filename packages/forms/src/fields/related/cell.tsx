import type { Value } from '@trellis/logic';
import { localText } from '@trellis/metadata';
import { Icon, useLocale, useToast } from '@trellis/ui/react';
import { Button } from 'antd';
import { useState } from 'react';
import type { CellProps } from '../../widgets/facet.tsx';
import { ListedRecords, useListedForm } from '../../widgets/listed-records.tsx';
import { useT } from '../../widgets/messages.tsx';
import { useRecordPart } from '../../widgets/record-on-screen.tsx';
import { RecordPicker } from '../../widgets/record-picker.tsx';
import type { LinkedRow } from '../../widgets/relations.ts';
import { useFormServices } from '../../widgets/services.tsx';
import type { RelatedConfig } from './model.ts';

/** Records that point to this one; new ones, others and no longer, as far as the person may write their reference. */
export function RelatedCell({ field, config }: CellProps<RelatedConfig>) {
  const t = useT();
  const toast = useToast();
  const { locale } = useLocale();
  const { relations } = useFormServices();
  const form = useListedForm(field);
  const [turn, setTurn] = useState(0);
  const [choosing, setChoosing] = useState(false);
  const id = useRecordPart((record) => record.id);
  const designed = useRecordPart((record) => record.mode === 'design');
  const via = form?.fields.get(config.via);
  const live =
    relations && form && via && id !== undefined && !designed ? { relations, form, via, id } : undefined;
  const mayWrite = live?.relations.mayWrite(live.form.ref, via?.key ?? '') === true && config.link !== false;

  const change = async (work: () => Promise<unknown>) => {
    try {
      await work();
      setTurn((old) => old + 1);
    } catch (error) {
      toast.error(error);
    }
  };
  /** Points a record here, or no longer. */
  const point = async (row: string, here: boolean) => {
    if (!live) return;
    const { relations: on, form: target, via: key } = live;
    if (!key.many) {
      await on.save(target.ref, row, { [key.key]: here ? live.id : null });
      return;
    }
    const { rows } = await on.find(
      target.ref,
      { ids: [row], fields: [key.key] },
      new AbortController().signal,
    );
    const now: Value = rows[0]?.values[key.key] ?? [];
    const others = (Array.isArray(now) ? (now as readonly string[]) : []).filter((one) => one !== live.id);
    await on.save(target.ref, row, { [key.key]: here ? [...others, live.id] : others });
  };
  const create = async () => {
    if (!live) return;
    const prefill = { [live.via.key]: live.via.many ? [live.id] : live.id };
    if (await live.relations.create(live.form.ref, prefill)) setTurn((old) => old + 1);
  };
  const unlink = (row: LinkedRow) =>
    change(async () => {
      await point(row.id, false);
      toast.undo(t('unlinked', { name: row.title }), () => void change(() => point(row.id, true)));
    });
  const label = form ? localText(form.document.trellis.label, locale) : '';
  const mayCreate = live?.relations.mayCreate(live.form.ref) === true && config.create !== false;

  return (
    <>
      <ListedRecords
        field={field}
        columns={config.columns}
        limit={config.limit}
        turn={turn}
        empty={t(id === undefined ? 'relatedUnsaved' : 'relatedEmpty')}
        tools={
          live && (mayCreate || mayWrite) ? (
            <>
              {mayCreate ? (
                <Button size="small" icon={<Icon name="plus" />} onClick={() => void create()}>
                  {t('newRecord')}
                </Button>
              ) : null}
              {mayWrite ? (
                <Button size="small" icon={<Icon name="link" />} onClick={() => setChoosing(true)}>
                  {t('linkExisting')}
                </Button>
              ) : null}
            </>
          ) : undefined
        }
        {...(mayWrite
          ? {
              rowTools: (row: LinkedRow) => (
                <Button
                  type="text"
                  size="small"
                  icon={<Icon name="close" />}
                  aria-label={t('unlink', { name: row.title })}
                  onClick={() => void unlink(row)}
                />
              ),
            }
          : {})}
      />
      {choosing && live ? (
        <RecordPicker
          form={live.form}
          title={t('chooseFrom', { form: label })}
          columns={config.columns}
          multiple={false}
          chosen={[]}
          fetch={(search, after, signal) =>
            live.relations.find(live.form.ref, { search, after, fields: config.columns }, signal)
          }
          onPick={([row]) => {
            setChoosing(false);
            if (row !== undefined) void change(() => point(row, true));
          }}
          onClose={() => setChoosing(false)}
        />
      ) : null}
    </>
  );
}
