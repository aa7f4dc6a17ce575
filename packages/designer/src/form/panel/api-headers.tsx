import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Icon, useClient, useToast, useWorkspace } from '@trellis/ui/react';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useDesign } from '../design.tsx';
import { useT } from './outer-messages.ts';

const NAME = /^[A-Za-z0-9-]{1,64}$/;

/** Headers with secrets: their names stand in the design, their values go to the server at once and never come back. */
export function ApiHeaders({
  field,
  value,
  onChange,
}: {
  readonly field: string;
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
}) {
  const t = useT();
  const toast = useToast();
  const client = useClient();
  const cache = useQueryClient();
  const { key: workspace } = useWorkspace();
  const { app, formKey: form } = useDesign();
  const params = { workspace, app, form, field };
  const query = ['api-secrets', params];
  const kept = useQuery({
    queryKey: query,
    queryFn: ({ signal }) => client.call('listApiSecrets', { params, signal }),
    enabled: value.length > 0,
  });
  const [name, setName] = useState('');
  const [secrets, setSecrets] = useState<Readonly<Record<string, string>>>({});
  const save = useMutation({
    mutationFn: (values: Record<string, string | null>) =>
      client.call('saveApiSecrets', { params, body: { values } }),
    onSuccess: (reply) => cache.setQueryData(query, reply),
    onError: (error) => toast.error(error),
  });
  const keep = async (header: string) => {
    await save.mutateAsync({ [header]: secrets[header] ?? '' });
    setSecrets(({ [header]: _, ...rest }) => rest);
    toast.success(t('secretKept'));
  };
  const isNew = NAME.test(name) && !value.some((one) => one.toLowerCase() === name.toLowerCase());
  const add = () => {
    if (!isNew) return;
    onChange([...value, name]);
    setName('');
  };
  return (
    <div className="f-setting">
      <div className="f-setting-title">{t('secrets')}</div>
      {value.map((header) => (
        <div key={header} className="d-pair">
          <code className="d-key">{header}</code>
          <Input.Password
            aria-label={`${header} ${t('headerValue')}`}
            autoComplete="new-password"
            maxLength={4000}
            placeholder={
              kept.data?.headers.includes(header.toLowerCase()) ? t('headerKept') : t('headerValue')
            }
            value={secrets[header] ?? ''}
            onChange={({ target }) => setSecrets((old) => ({ ...old, [header]: target.value }))}
          />
          {secrets[header] ? (
            <Button loading={save.isPending} onClick={() => void keep(header).catch(() => {})}>
              {t('keepSecret')}
            </Button>
          ) : null}
          <Button
            type="text"
            icon={<Icon name="delete" />}
            aria-label={`${t('remove')} ${header}`}
            onClick={() => {
              onChange(value.filter((one) => one !== header));
              save.mutate({ [header]: null });
            }}
          />
        </div>
      ))}
      <div className="d-pair">
        <Input
          aria-label={t('headerName')}
          placeholder={t('headerName')}
          maxLength={64}
          value={name}
          onChange={({ target }) => setName(target.value.trim())}
          onPressEnter={add}
        />
        <Button disabled={!isNew} onClick={add}>
          {t('addHeader')}
        </Button>
      </div>
      <div className="f-help">{t('secretsHint')}</div>
    </div>
  );
}
