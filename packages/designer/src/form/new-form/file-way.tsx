import { Icon, useLocale } from '@trellis/ui/react';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useBusy } from '../../core/use-busy.tsx';
import { DropZone } from './drop-zone.tsx';
import { useT } from './messages.ts';
import { type FormFile, problemsIn, useCreateForms } from './use-create.ts';
import { WayFoot, type WayProps } from './way.tsx';

const MAX_BYTES = 8 * 1024 * 1024;

/** A form that was exported from another app or another installation. */
export function FileWay({ app, onClose, onDone }: WayProps) {
  const t = useT();
  const { text } = useLocale();
  const create = useCreateForms(app);
  const { busy, run } = useBusy();
  const [file, setFile] = useState<FormFile>();
  const [problems, setProblems] = useState<readonly string[]>([]);
  const read = async (given: File) => {
    setProblems([]);
    if (given.size > MAX_BYTES) return setProblems([t('fileTooLarge')]);
    const found = formFile(await given.text());
    if (found) setFile(found);
    else setProblems([t('notAFile')]);
  };
  const submit = () =>
    run(async () => {
      if (!file) return;
      try {
        const { forms, left } = await create(file);
        await onDone(forms[0] ?? '', 'design', left);
      } catch (error) {
        const found = problemsIn(error);
        if (found.length === 0) throw error;
        setProblems(found);
      }
    });
  return (
    <>
      {file ? (
        <div className="d-way-file">
          <Icon name="file-text" />
          <ul>
            {Object.entries(file.forms).map(([key, form]) => (
              <li key={key}>
                {t('fileForm', {
                  form: text(form.trellis?.label ?? { zh: key }),
                  count: Object.keys(form.properties ?? {}).length,
                })}
              </li>
            ))}
          </ul>
          <Button type="link" disabled={busy} onClick={() => setFile(undefined)}>
            {t('otherFile')}
          </Button>
        </div>
      ) : (
        <DropZone
          accept=".json,application/json"
          title={t('chooseFile')}
          hint={t('fileHint')}
          onFile={(given) => void read(given)}
        />
      )}
      {problems.length > 0 ? (
        <Alert
          type="error"
          showIcon
          title={file ? t('problems') : problems[0]}
          description={
            file ? (
              <ul className="d-way-problems">
                {problems.map((problem) => (
                  <li key={problem}>{problem}</li>
                ))}
              </ul>
            ) : undefined
          }
        />
      ) : null}
      <WayFoot disabled={!file} busy={busy} onCancel={onClose} onCreate={() => void submit()} />
    </>
  );
}

/** A text as a file of forms, as far as can be told at a glance; the server looks closely. */
function formFile(text: string): FormFile | undefined {
  try {
    const file = JSON.parse(text) as Partial<FormFile> | null;
    const isOne = file?.trellis === 'forms' && typeof file.forms === 'object' && file.forms !== null;
    return isOne ? (file as FormFile) : undefined;
  } catch {
    return undefined;
  }
}
