import { useMutation } from '@tanstack/react-query';
import type { ApiDefault } from '@trellis/metadata';
import { useClient, useLocale, useWorkspace } from '@trellis/ui/react';
import { Alert, Button, Input } from 'antd';
import { useState } from 'react';
import { useDesign } from '../design.tsx';
import { leavesOf } from './api-answer.ts';
import { useT } from './outer-messages.ts';

/** Asks the address with example values and lets one click the value in its answer. */
export function ApiTrial({
  field,
  value,
  onPick,
}: {
  readonly field: string;
  readonly value: ApiDefault;
  readonly onPick: (path: string) => void;
}) {
  const t = useT();
  const { text } = useLocale();
  const client = useClient();
  const { key: workspace } = useWorkspace();
  const { app, formKey, form } = useDesign();
  const [samples, setSamples] = useState<Readonly<Record<string, string>>>({});
  const asked = [
    ...new Set((value.params ?? []).flatMap((param) => ('field' in param ? [param.field] : []))),
  ];
  const trial = useMutation({
    mutationFn: () =>
      client.call('tryApi', {
        params: { workspace, app, form: formKey, field },
        body: {
          source: {
            method: value.method,
            url: value.url,
            params: (value.params ?? []).map((param) => ({ ...param })),
            headers: [...(value.headers ?? [])],
          },
          values: { ...samples },
        },
      }),
  });
  const reply = trial.data;
  const leaves = reply && 'answer' in reply ? leavesOf(reply.answer) : undefined;
  const problem = trial.error?.message ?? (reply && 'problem' in reply ? reply.problem : undefined);
  return (
    <div className="f-setting">
      <div className="f-setting-title">{t('path')}</div>
      <code className="d-key">{value.path === '' ? t('pathWhole') : wordsOf(value.path)}</code>
      {asked.map((key) => {
        const label = form.fields.get(key)?.meta.label;
        return (
          <Input
            key={key}
            aria-label={t('sample', { name: label ? text(label) : key })}
            placeholder={t('sample', { name: label ? text(label) : key })}
            maxLength={1000}
            value={samples[key] ?? ''}
            onChange={({ target }) => setSamples((old) => ({ ...old, [key]: target.value }))}
          />
        );
      })}
      <Button loading={trial.isPending} disabled={value.url === ''} onClick={() => trial.mutate()}>
        {t('try')}
      </Button>
      {problem ? <Alert type="error" showIcon title={problem} /> : null}
      {leaves?.length === 0 ? <div className="f-help">{t('empty')}</div> : null}
      {leaves && leaves.length > 0 ? (
        <ul className="d-answer" aria-label={t('path')}>
          {leaves.map(({ pointer, text: shown }) => (
            <li key={pointer}>
              <button type="button" aria-pressed={pointer === value.path} onClick={() => onPick(pointer)}>
                <span>{wordsOf(pointer)}</span>
                <b>{shown}</b>
              </button>
            </li>
          ))}
        </ul>
      ) : (
        <div className="f-help">{t('pathHint')}</div>
      )}
    </div>
  );
}

/** A JSON Pointer as people read it; places in a list count from one. */
const wordsOf = (pointer: string): string =>
  pointer
    .split('/')
    .slice(1)
    .map((step) =>
      /^\d+$/.test(step) ? String(Number(step) + 1) : step.replaceAll('~1', '/').replaceAll('~0', '~'),
    )
    .join(' › ');
