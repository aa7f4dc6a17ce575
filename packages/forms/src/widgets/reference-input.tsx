import type { Value } from '@trellis/logic';
import { localText } from '@trellis/metadata';
import { Icon, useIsPhone, useLocale } from '@trellis/ui/react';
import { Button } from 'antd';
import { useState } from 'react';
import type { CompiledField, CompiledForm } from '../form/compile.ts';
import { shownText } from '../values/shown.ts';
import { type InputProps, idsOf } from './facet.tsx';
import { useT } from './messages.tsx';
import { RecordLink } from './record-link.tsx';
import { RecordPicker } from './record-picker.tsx';
import { RecordRows } from './record-rows.tsx';
import { ReferenceSelect } from './reference-select.tsx';
import './relations.css';
import type { LinkedRow } from './relations.ts';
import { useFormServices, useTextEnv } from './services.tsx';
import { type Candidates, useCandidates } from './use-candidates.tsx';
import { useLinkedRows } from './use-linked-rows.tsx';

interface Props extends InputProps {
  readonly field: CompiledField;
  readonly many: boolean;
  readonly max?: number | undefined;
  readonly columns: readonly string[];
  readonly choose: 'dropdown' | 'cards' | 'table';
  /** New records can be made on the spot. */
  readonly create: boolean;
}

/** Chooses the record or records that a field refers to. */
export function ReferenceInput(props: Props) {
  const { field, many, columns, choose, look } = props;
  const { relations, picked } = useFormServices();
  const candidates = useCandidates(field, columns);
  const hint = useHint(candidates?.form, columns);
  const target = field.target ?? '';
  const chosen = idsOf(props.value);
  const set = (ids: readonly string[], rows: readonly LinkedRow[] = []) => {
    for (const { id, title } of rows) picked.set(id, title);
    props.onChange(many ? (ids.length > 0 ? ids : null) : (ids[0] ?? null));
  };
  const mayCreate = props.create && candidates?.mayCreate === true && !props.disabled;
  const make = async () => {
    const made = await relations?.create(target, {});
    if (!made) return;
    picked.set(made.id, made.title);
    set(many ? [...chosen, made.id] : [made.id]);
  };
  if (!candidates || look === 'cell' || choose === 'dropdown') {
    return (
      <ReferenceSelect
        {...props}
        target={target}
        multiple={many}
        max={props.max}
        find={
          candidates &&
          (async (text, signal) => {
            const { rows, refs } = await candidates.fetch(text, undefined, signal);
            return rows.map((row) => {
              const second = hint(row, refs);
              return { id: row.id, title: row.title, ...(second ? { hint: second } : {}) };
            });
          })
        }
        onCreate={mayCreate ? () => void make() : undefined}
      />
    );
  }
  return (
    <Chosen
      {...props}
      candidates={candidates}
      chosen={chosen}
      set={set}
      make={mayCreate ? make : undefined}
    />
  );
}

/** The second line of a choice: the fields beside the title, as text. */
function useHint(form: CompiledForm | undefined, columns: readonly string[]) {
  const env = useTextEnv();
  return (row: LinkedRow, refs: Readonly<Record<string, { readonly title: string }>>): string =>
    columns
      .flatMap((key) => {
        const field = form?.fields.get(key);
        const value: Value | undefined = row.values[key];
        if (!field || value === null || value === undefined || key === form?.titleField) return [];
        const title = (id: string) => refs[id]?.title ?? env.title?.(id);
        return [shownText(field, value, { ...env, title })];
      })
      .filter(Boolean)
      .join(' · ');
}

/** What is chosen, as links or cards, and a button that opens the dialog. */
function Chosen(
  props: Props & {
    readonly candidates: Candidates;
    readonly chosen: readonly string[];
    readonly set: (ids: readonly string[], rows?: readonly LinkedRow[]) => void;
    readonly make: (() => Promise<void>) | undefined;
  },
) {
  const { candidates, chosen, set, many, columns, choose, max } = props;
  const { form } = candidates;
  const t = useT();
  const phone = useIsPhone();
  const { locale } = useLocale();
  const { relations } = useFormServices();
  const [open, setOpen] = useState(false);
  const cards = choose === 'cards';
  // Links need titles alone, and those are known.
  const { page } = useLinkedRows(
    cards && chosen.length > 0 ? chosen.join() : undefined,
    relations && ((_, signal) => relations.find(form.ref, { ids: chosen, fields: columns }, signal)),
  );
  const without = (id: string) => set(chosen.filter((one) => one !== id));
  const remove = (id: string, name: string) =>
    props.disabled ? null : (
      <Button
        type="text"
        size="small"
        icon={<Icon name="close" />}
        aria-label={t('unlink', { name })}
        onClick={() => without(id)}
      />
    );
  const known = new Map(page.rows.map((row) => [row.id, row]));
  const rows = chosen.flatMap((id) => known.get(id) ?? []);
  const invite = t(chosen.length > 0 && !many ? 'chooseOther' : 'chooseFrom', { form: candidates.label });
  const full = max !== undefined && chosen.length >= max;
  return (
    <div className="f-reference" data-invalid={props.invalid || undefined}>
      {cards && rows.length > 0 ? (
        <RecordRows
          form={form}
          rows={rows}
          refs={page.refs}
          columns={columns}
          look="cards"
          label={candidates.label}
          tools={(row) => remove(row.id, row.title)}
        />
      ) : null}
      {chosen.some((id) => !cards || !known.has(id)) ? (
        <ul className="f-reference-links">
          {chosen.flatMap((id) =>
            cards && known.has(id)
              ? []
              : [
                  <li key={id}>
                    <RecordLink target={form.ref} id={id} refs={props.refs} />
                    {remove(id, props.refs?.[id]?.title ?? '')}
                  </li>,
                ],
          )}
        </ul>
      ) : null}
      <Button
        id={props.id}
        block={phone}
        disabled={(props.disabled ?? false) || (many && full)}
        icon={<Icon name="link" />}
        // The field's label alone would hide what the button says.
        aria-label={`${localText(props.field.meta.label, locale)}：${invite}`}
        aria-describedby={props.describedBy}
        onClick={() => setOpen(true)}
      >
        {invite}
      </Button>
      {open ? (
        <RecordPicker
          form={form}
          title={t('chooseFrom', { form: candidates.label })}
          columns={columns}
          look={cards ? 'cards' : 'table'}
          multiple={many}
          max={max}
          chosen={chosen}
          fetch={candidates.fetch}
          onCreate={
            props.make &&
            (() => {
              setOpen(false);
              void props.make?.();
            })
          }
          onPick={(ids, seen) => {
            set(ids, seen);
            setOpen(false);
          }}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </div>
  );
}
