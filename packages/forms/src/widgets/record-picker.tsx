import { Icon, Sheet, useIsPhone } from '@trellis/ui/react';
import { Button, Input } from 'antd';
import { useState } from 'react';
import type { CompiledForm } from '../form/compile.ts';
import { useT } from './messages.tsx';
import { RecordRows } from './record-rows.tsx';
import type { LinkedRow, LinkedRows } from './relations.ts';
import { useLinkedRows } from './use-linked-rows.tsx';

/** A dialog to choose records in: search, a table or cards, more as wanted. One is chosen at a click. */
export function RecordPicker(props: {
  readonly form: CompiledForm;
  readonly title: string;
  readonly columns: readonly string[];
  readonly look?: 'table' | 'cards';
  readonly multiple: boolean;
  /** Ids chosen already. */
  readonly chosen: readonly string[];
  /** Most that may be chosen. */
  readonly max?: number | undefined;
  readonly fetch: (text: string, after: string | undefined, signal: AbortSignal) => Promise<LinkedRows>;
  /** Makes a new record; absent = not allowed. */
  readonly onCreate?: (() => void) | undefined;
  readonly onPick: (ids: readonly string[], rows: readonly LinkedRow[]) => void;
  readonly onClose: () => void;
}) {
  const { form, multiple, chosen, max, onPick, onClose } = props;
  const t = useT();
  const phone = useIsPhone();
  const [text, setText] = useState('');
  const [picked, setPicked] = useState(chosen);
  const [seen, setSeen] = useState<readonly LinkedRow[]>([]);
  const { page, state, more, again } = useLinkedRows(`search ${text.trim()}`, (after, signal) =>
    props.fetch(text.trim(), after, signal),
  );
  const toggle = (row: LinkedRow) => {
    if (!multiple) {
      onPick([row.id], [row]);
      return;
    }
    setSeen((old) => [...old, row]);
    setPicked((old) => {
      if (old.includes(row.id)) return old.filter((id) => id !== row.id);
      return max !== undefined && old.length >= max ? old : [...old, row.id];
    });
  };
  return (
    <Sheet
      open
      onClose={onClose}
      title={props.title}
      width={840}
      phone="full"
      footer={
        multiple ? (
          <div className="f-picker-foot">
            <span className="t-muted">
              {max === undefined
                ? t('pickedCount', { count: picked.length })
                : t('pickedOf', { count: picked.length, max })}
            </span>
            <Button onClick={onClose}>{t('cancel')}</Button>
            <Button type="primary" onClick={() => onPick(picked, seen)}>
              {t('ok')}
            </Button>
          </div>
        ) : null
      }
    >
      <div className="f-picker">
        <div className="f-picker-head">
          <Input
            allowClear
            autoFocus={!phone}
            prefix={<Icon name="search" />}
            placeholder={t('searchRecord')}
            aria-label={t('searchRecord')}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
          {props.onCreate ? (
            <Button icon={<Icon name="plus" />} onClick={props.onCreate}>
              {t('newRecord')}
            </Button>
          ) : null}
        </div>
        <div className="f-picker-body" aria-busy={state === 'busy'}>
          {page.rows.length > 0 ? (
            <RecordRows
              form={form}
              rows={page.rows}
              refs={page.refs}
              columns={props.columns}
              look={props.look ?? 'table'}
              label={props.title}
              choice={{ multiple, chosen: new Set(picked), toggle }}
            />
          ) : (
            <p className="f-help f-picker-empty">
              {state === 'failed' ? t('searchFailed') : state === 'done' ? t('nothing') : t('loading')}
              {state === 'failed' ? (
                <Button type="link" size="small" onClick={again}>
                  {t('again')}
                </Button>
              ) : null}
            </p>
          )}
          {page.next ? (
            <Button type="link" onClick={() => void more()}>
              {t('more')}
            </Button>
          ) : null}
        </div>
      </div>
    </Sheet>
  );
}
