import { ApiError, useClient, useLocale, useWorkspace } from '@trellis/ui/react';
import { Alert, Button, Checkbox, Input, InputNumber, Progress, Tabs } from 'antd';
import { useId, useRef, useState } from 'react';
import { useBusy } from '../../../core/use-busy.tsx';
import { DropZone } from '../drop-zone.tsx';
import { problemsIn } from '../use-create.ts';
import { WayFoot, type WayProps } from '../way.tsx';
import { draftOf, formOf, type SheetDraft } from './draft.ts';
import { useT } from './messages.ts';
import { PreviewTable } from './preview-table.tsx';
import { type MadeForm, RunImports } from './run-imports.tsx';

const MAX_BYTES = 50 * 1024 * 1024;

/** A file that was read, with what each sheet is to become. */
interface Book {
  readonly id: string;
  readonly drafts: readonly SheetDraft[];
}

/** Forms out of the sheets of a file, with their rows. */
export function SheetWay(props: WayProps) {
  const [book, setBook] = useState<Book>();
  const [made, setMade] = useState<readonly MadeForm[]>();
  if (made) return <RunImports app={props.app} made={made} onDone={props.onDone} />;
  if (!book) return <Upload app={props.app} onRead={setBook} />;
  return (
    <Choose
      {...props}
      book={book}
      onChange={(drafts) => setBook({ ...book, drafts })}
      onOther={() => setBook(undefined)}
      onMade={(forms) => {
        props.onStart();
        setMade(forms);
      }}
    />
  );
}

function Upload({ app, onRead }: { readonly app: string; readonly onRead: (book: Book) => void }) {
  const t = useT();
  const client = useClient();
  const workspace = useWorkspace().key;
  const [sending, setSending] = useState<{ name: string; part: number }>();
  const [problem, setProblem] = useState<string>();
  const stop = useRef<AbortController>(undefined);
  const send = async (file: File) => {
    if (file.size > MAX_BYTES) return setProblem(t('tooLarge'));
    setProblem(undefined);
    const abort = new AbortController();
    stop.current = abort;
    const progress = (sent: number, total: number) =>
      setSending({ name: file.name, part: total === 0 ? 1 : sent / total });
    progress(0, 1);
    try {
      const form = new FormData();
      form.set('file', file, file.name);
      const params = { workspace, app };
      const { id, sheets } = await client.upload('uploadBook', {
        params,
        form,
        progress,
        signal: abort.signal,
      });
      const name = file.name.replace(/\.[^.]*$/, '');
      const drafts = sheets.map((sheet, at) =>
        draftOf(
          sheet,
          at === 0,
          sheets.length === 1 && /^(sheet|工作表)\s*\d*$/i.test(sheet.name) ? name : sheet.name,
        ),
      );
      onRead({ id, drafts });
    } catch (error) {
      if (!abort.signal.aborted)
        setProblem(error instanceof ApiError ? (error.issues[0]?.message ?? error.title) : String(error));
    } finally {
      setSending(undefined);
    }
  };
  return (
    <>
      {sending ? (
        <div className="d-way-progress" role="status">
          <strong>{sending.part < 1 ? t('sending', { name: sending.name }) : t('reading')}</strong>
          <Progress percent={Math.round(sending.part * 100)} showInfo={false} strokeColor="var(--t-brand)" />
          <div className="d-dialog-foot">
            <Button onClick={() => stop.current?.abort()}>{t('cancel')}</Button>
          </div>
        </div>
      ) : (
        <DropZone
          accept=".xlsx,.csv,.tsv,.txt"
          title={t('choose')}
          hint={t('hint')}
          onFile={(file) => void send(file)}
        />
      )}
      {problem ? <Alert type="error" showIcon title={problem} /> : null}
    </>
  );
}

function Choose(
  props: WayProps & {
    readonly book: Book;
    readonly onChange: (drafts: readonly SheetDraft[]) => void;
    readonly onOther: () => void;
    readonly onMade: (made: readonly MadeForm[]) => void;
  },
) {
  const { app, book, onChange } = props;
  const t = useT();
  const client = useClient();
  const workspace = useWorkspace().key;
  const { busy, run } = useBusy();
  const [problems, setProblems] = useState<readonly string[]>([]);
  const [shown, setShown] = useState(book.drafts[0]?.sheet.id);
  const used = book.drafts.filter((one) => one.used);
  const draft = book.drafts.find(({ sheet }) => sheet.id === shown) ?? book.drafts[0];
  const put = (next: SheetDraft) =>
    onChange(book.drafts.map((one) => (one.sheet.id === next.sheet.id ? next : one)));
  const rows = used.reduce((sum, one) => sum + one.sheet.rows, 0);

  const submit = () => {
    const found: string[] = used.length === 0 ? [t('noSheet')] : [];
    const keys = new Set<string>();
    const forms = used.flatMap((one) => {
      const form = formOf(one);
      if (!one.name.trim()) found.push(t('noName'));
      else if (!form) found.push(t('noTitle', { form: one.name }));
      if (!form) return [];
      let key = form.key;
      for (let n = 2; keys.has(key); n++) key = `${form.key.slice(0, 36)}_${n}`;
      keys.add(key);
      return [{ ...form, key, view: { ...form.view, form: key }, sheet: one.sheet.id }];
    });
    setProblems(found);
    if (found.length > 0) return;
    void run(async () => {
      try {
        const made = await client.call('createFromBook', {
          params: { workspace, app, id: book.id },
          body: { forms },
        });
        props.onMade(
          made.forms.map((one, at) => ({
            ...one,
            name: used[at]?.name ?? '',
            rows: used[at]?.sheet.rows ?? 0,
          })),
        );
      } catch (error) {
        const told = problemsIn(error);
        if (told.length === 0) throw error;
        setProblems(told);
      }
    });
  };
  return (
    <>
      {book.drafts.length > 1 ? (
        <fieldset className="f-setting d-way-forms">
          <legend>{t('sheets')}</legend>
          <Checkbox.Group
            value={used.map(({ sheet }) => sheet.id)}
            options={book.drafts.map(({ sheet }) => ({
              value: sheet.id,
              label: t('sheetRows', { name: sheet.name, count: sheet.rows }),
            }))}
            onChange={(ids) =>
              onChange(book.drafts.map((one) => ({ ...one, used: ids.includes(one.sheet.id) })))
            }
          />
        </fieldset>
      ) : null}
      {used.length > 1 ? (
        <Tabs
          size="small"
          activeKey={draft?.sheet.id ?? ''}
          items={used.map(({ sheet, name }) => ({ key: sheet.id, label: name || sheet.name }))}
          onChange={setShown}
        />
      ) : null}
      {draft ? (
        <SheetEditor key={draft.sheet.id} app={app} book={book.id} draft={draft} onChange={put} />
      ) : null}
      {problems.length > 0 ? <Alert type="error" showIcon title={problems.join(' · ')} /> : null}
      <WayFoot
        disabled={false}
        busy={busy}
        onCancel={props.onClose}
        onCreate={submit}
        label={rows > 0 ? t('create', { count: rows }) : t('createOnly')}
      >
        <Button type="link" disabled={busy} onClick={props.onOther}>
          {t('otherFile')}
        </Button>
      </WayFoot>
    </>
  );
}

/** The name of a form and what its columns become. */
function SheetEditor(props: {
  readonly app: string;
  readonly book: string;
  readonly draft: SheetDraft;
  readonly onChange: (draft: SheetDraft) => void;
}) {
  const { app, book, draft, onChange } = props;
  const t = useT();
  const id = useId();
  const { locale } = useLocale();
  const client = useClient();
  const workspace = useWorkspace().key;
  const { busy, run } = useBusy();
  const readAgain = (headerRows: number) =>
    run(async () => {
      const sheet = await client.call('describeSheet', {
        params: { workspace, app, id: book },
        body: { sheet: draft.sheet.id, headerRows },
      });
      onChange(draftOf(sheet, draft.used, draft.name));
    });
  return (
    <>
      <div className="d-sheet-top">
        <div className="f-setting">
          <label htmlFor={id}>{t('formName')}</label>
          <Input
            id={id}
            maxLength={60}
            value={draft.name}
            onChange={({ target }) => onChange({ ...draft, name: target.value })}
          />
        </div>
        <span className="d-sheet-header-row" lang={locale}>
          {t('headerRow')}
          <InputNumber
            min={1}
            max={20}
            precision={0}
            value={draft.sheet.headerRows}
            disabled={busy}
            aria-label={t('headerRowLabel')}
            onChange={(value) => void readAgain(value ?? 1)}
          />
          {t('headerRowEnd')}
        </span>
      </div>
      <PreviewTable app={app} draft={draft} onChange={onChange} />
    </>
  );
}
