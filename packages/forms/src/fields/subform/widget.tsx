import { Icon, useIsPhone, useToast } from '@trellis/ui/react';
import { Button } from 'antd';
import { useState } from 'react';
import type { CompiledForm } from '../../form/compile.ts';
import { useIssueText } from '../../view/issue-text.tsx';
import type { WidgetProps } from '../../widgets/facet.tsx';
import { useRecordPart } from '../../widgets/record-on-screen.tsx';
import { Cards } from './cards.tsx';
import { Grid } from './grid.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { useT } from './messages.tsx';
import type { SubformConfig } from './model.ts';
import { cellsOf, writeBlock } from './paste.ts';
import { RowEditor } from './row-editor.tsx';
import './subform.css';
import { useNameReader } from './use-name-reader.tsx';
import { useRows } from './use-rows.tsx';

export function SubformWidget(props: WidgetProps<SubformConfig>) {
  const { owned } = props.field;
  return owned ? <RowsWidget {...props} form={owned} /> : null;
}

/** Rows of a record: a grid at a desk, cards on a phone. */
function RowsWidget(props: WidgetProps<SubformConfig> & { form: CompiledForm }) {
  const { field, form } = props;
  const t = useT();
  const toast = useToast();
  const phone = useIsPhone();
  const rows = useRows(props, form);
  const found = useRecordPart((record) => record.issues);
  const issueText = useIssueText(form);
  const readNames = useNameReader();
  const [open, setOpen] = useState<number>();
  const [importing, setImporting] = useState(false);
  const columns = [...form.fields.values()];
  const issues = (found ?? []).filter(({ path }) => path[0] === field.key && path.length > 1);
  const problem = (row: number, column: string): string | undefined => {
    const found = issues.find(({ path }) => path[1] === row && path[2] === column);
    return found && issueText({ ...found, path: found.path.slice(2) });
  };
  const tell = (left: number) => {
    if (left > 0) toast.error(t('tooMany', { max: rows.max, count: left }));
  };
  const paste = async (text: string, at: { readonly row: number; readonly column: number }) => {
    const cells = cellsOf(text);
    const targets = columns.slice(at.column);
    const env = await readNames(targets, cells);
    const written = writeBlock({ ...rows, rows: rows.list, at: at.row, columns: targets, cells, env });
    rows.replace(written.rows);
    toast.success(t('pasted', { count: cells.length - written.left }));
    tell(written.left);
  };
  return (
    <div className="f-rows">
      {rows.list.length === 0 && phone ? <p className="f-help">{t('noRows')}</p> : null}
      {phone ? (
        <Cards
          widget={props}
          rows={rows}
          columns={columns}
          isWrong={(row) => issues.some(({ path }) => path[1] === row)}
          onOpen={setOpen}
        />
      ) : (
        <Grid
          widget={props}
          rows={rows}
          columns={columns}
          onPaste={(text, at) => void paste(text, at)}
          problem={problem}
        />
      )}
      <div className="f-rows-bar">
        {rows.may('add') ? (
          <Button
            size={phone ? 'middle' : 'small'}
            icon={<Icon name="plus" />}
            onClick={() => {
              const row = rows.add();
              if (phone) setOpen(row);
            }}
          >
            {t('addRow')}
          </Button>
        ) : null}
        {rows.may('add') && rows.may('import') ? (
          <Button
            size={phone ? 'middle' : 'small'}
            type="text"
            icon={<Icon name="import" />}
            onClick={() => setImporting(true)}
          >
            {t('addRows')}
          </Button>
        ) : null}
        {phone || rows.list.length === 0 ? null : <span className="f-help">{t('keys')}</span>}
      </div>
      {phone ? (
        <RowEditor
          widget={props}
          rows={rows}
          columns={columns}
          row={open}
          problem={problem}
          onClose={() => setOpen(undefined)}
        />
      ) : null}
      {importing ? (
        <ImportDialog
          columns={columns}
          rows={rows}
          onClose={() => setImporting(false)}
          onDone={(count, left) => {
            setImporting(false);
            toast.success(t('pasted', { count }));
            tell(left);
          }}
        />
      ) : null}
    </div>
  );
}
