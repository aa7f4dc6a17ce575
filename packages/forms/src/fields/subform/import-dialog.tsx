import { Icon, Sheet } from '@trellis/ui/react';
import { Button, Input, Upload } from 'antd';
import { useMemo, useState } from 'react';
import type { CompiledField } from '../../form/compile.ts';
import { isBlankRow } from '../../form/rows.ts';
import { useT } from './messages.tsx';
import { cellsOf, matchColumns, writeBlock } from './paste.ts';
import { readTable } from './read-file.ts';
import { useNameReader } from './use-name-reader.tsx';
import type { Rows } from './use-rows.tsx';

/** Adds rows from a table: pasted text, or a CSV or xlsx file. */
export function ImportDialog(props: {
  columns: readonly CompiledField[];
  rows: Rows;
  onClose: () => void;
  /** Rows added, and rows that there was no room for. */
  onDone: (count: number, left: number) => void;
}) {
  const { columns, rows } = props;
  const t = useT();
  const readNames = useNameReader();
  const [text, setText] = useState('');
  const [broken, setBroken] = useState(false);
  const [busy, setBusy] = useState(false);
  const table = useMemo(() => {
    const cells = cellsOf(text);
    const match = matchColumns(columns, cells);
    return { columns: match.columns, cells: match.header ? cells.slice(1) : cells };
  }, [columns, text]);

  const add = async () => {
    setBusy(true);
    const env = await readNames(table.columns, table.cells);
    // Rows that nobody has written in yet make room.
    const kept = rows.list.filter((row) => !isBlankRow(rows.form, row));
    const targets = table.columns.flatMap((field, index) => (field ? [{ field, index }] : []));
    const written = writeBlock({
      rows: kept,
      at: kept.length,
      columns: targets.map(({ field }) => field),
      cells: table.cells.map((line) => targets.map(({ index }) => line[index] ?? '')),
      env,
      max: rows.max,
      blank: rows.blank,
    });
    rows.replace(written.rows);
    props.onDone(table.cells.length - written.left, written.left);
  };
  return (
    <Sheet
      open
      onClose={props.onClose}
      title={t('importTitle')}
      phone="full"
      width={640}
      maskClosable={text === ''}
      footer={
        <div className="f-rows-editor-foot">
          <Button onClick={props.onClose}>{t('cancel')}</Button>
          <Button
            type="primary"
            disabled={table.cells.length === 0}
            loading={busy}
            onClick={() => void add()}
          >
            {t('importRows', { count: table.cells.length })}
          </Button>
        </div>
      }
    >
      <p className="f-help">{t('importHint')}</p>
      <Input.TextArea
        aria-label={t('importTitle')}
        rows={8}
        value={text}
        onChange={({ target }) => {
          setBroken(false);
          setText(target.value);
        }}
      />
      <div className="f-rows-bar">
        <Upload
          accept=".csv,.tsv,.txt,.xlsx"
          maxCount={1}
          showUploadList={false}
          beforeUpload={(file) => {
            readTable(file).then(
              (read) => setText(read),
              () => setBroken(true),
            );
            return false;
          }}
        >
          <Button icon={<Icon name="upload" />}>{t('chooseFile')}</Button>
        </Upload>
        {broken ? (
          <span className="f-error" role="alert">
            {t('unreadable')}
          </span>
        ) : null}
      </div>
    </Sheet>
  );
}
