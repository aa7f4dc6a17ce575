import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { newId } from '@trellis/metadata';
import { formParams, Icon, keys, useClient, useToast, useWorkspace } from '@trellis/ui/react';
import { Button, Checkbox, Input, Popconfirm, Popover, Select } from 'antd';
import { useId, useState } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';
import { importFields, type Mapping } from './mapping.ts';
import { useT } from './messages.ts';
import { fromSaved, type SavedMapping, toSaved } from './saved.ts';
import type { ImportJob } from './use-import.tsx';

const MOST_NAME = 60;

/** Mappings that were kept under names: take one, keep this one, rename and delete. */
export function SavedMappings(props: {
  readonly info: FormInfo;
  readonly job: ImportJob;
  readonly mapping: Mapping;
  readonly setMapping: (mapping: Mapping) => void;
}) {
  const { info, job, mapping, setMapping } = props;
  const t = useT();
  const id = useId();
  const toast = useToast();
  const client = useClient();
  const cache = useQueryClient();
  const workspace = useWorkspace().key;
  const [chosen, setChosen] = useState<string>();
  const queryKey = keys.importMappings(workspace, info.form.ref);
  const params = formParams(workspace, info.form.ref);
  const { data } = useQuery({
    queryKey,
    queryFn: ({ signal }) => client.call('listImportMappings', { params, signal }),
  });
  const all = data?.mappings ?? [];
  const current = all.find((one) => one.id === chosen);
  const refresh = () => cache.invalidateQueries({ queryKey });
  const put = useMutation({
    mutationFn: ({ id: of, ...body }: Pick<SavedMapping, 'id' | 'name' | 'shared' | 'mapping'>) =>
      client.call('putImportMapping', { params: { ...params, id: of }, body }),
    onSuccess: (saved) => {
      setChosen(saved.id);
      return refresh();
    },
    onError: toast.error,
  });
  const remove = useMutation({
    mutationFn: (of: string) => client.call('deleteImportMapping', { params: { ...params, id: of } }),
    onSuccess: () => {
      setChosen(undefined);
      return refresh();
    },
    onError: toast.error,
  });
  const take = (of: string) => {
    const saved = all.find((one) => one.id === of);
    if (!saved) return;
    setChosen(of);
    setMapping(fromSaved(saved.mapping, job.columns, importFields(info), mapping.headerRows));
  };
  const offered = (shared: boolean) =>
    all.filter((one) => one.shared === shared).map((one) => ({ value: one.id, label: one.name }));
  const groups = [
    { label: t('savedOwn'), options: offered(false) },
    { label: t('savedShared'), options: offered(true) },
  ].filter(({ options }) => options.length > 0);
  const now = toSaved(mapping, job.columns);
  return (
    <div className="v-import-saved">
      {all.length > 0 ? (
        <>
          <label htmlFor={id}>{t('saved')}</label>
          <Select
            id={id}
            value={chosen ?? null}
            placeholder={t('savedChoose')}
            options={groups}
            showSearch={{ optionFilterProp: 'label' }}
            onChange={(of) => take(of ?? '')}
          />
        </>
      ) : null}
      <Naming
        label={t('saveAs')}
        disabled={now.columns.length === 0}
        busy={put.isPending}
        onName={(name, shared) => {
          // The same name again is the same one.
          const same = all.find((one) => one.editable && one.shared === shared && one.name === name);
          put.mutate({ id: same?.id ?? newId(), name, shared, mapping: now });
        }}
      />
      {current?.editable ? (
        <>
          <Naming
            label={t('rename')}
            icon="edit"
            first={current}
            busy={put.isPending}
            onName={(name, shared) => put.mutate({ ...current, name, shared })}
          />
          <Popconfirm
            title={t('deleteSaved', { name: current.name })}
            okText={t('deleteOk')}
            okButtonProps={{ danger: true }}
            cancelText={t('cancel')}
            onConfirm={() => remove.mutate(current.id)}
          >
            <Button
              type="text"
              icon={<Icon name="delete" />}
              aria-label={t('deleteOk')}
              title={t('deleteOk')}
            />
          </Popconfirm>
        </>
      ) : null}
    </div>
  );
}

/** Asks for a name, and for whom the mapping is. */
function Naming(props: {
  readonly label: string;
  /** Shown in place of the label. */
  readonly icon?: string;
  readonly first?: Pick<SavedMapping, 'name' | 'shared'>;
  readonly disabled?: boolean;
  readonly busy: boolean;
  readonly onName: (name: string, shared: boolean) => void;
}) {
  const { label, icon, first } = props;
  const [open, setOpen] = useState(false);
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      open={open}
      onOpenChange={setOpen}
      destroyOnHidden
      content={
        <NameForm
          first={first}
          onName={(name, shared) => {
            setOpen(false);
            props.onName(name, shared);
          }}
        />
      }
    >
      <Button
        {...(icon
          ? { type: 'text' as const, icon: <Icon name={icon} />, 'aria-label': label, title: label }
          : {})}
        disabled={props.disabled ?? false}
        loading={props.busy}
      >
        {icon ? null : label}
      </Button>
    </Popover>
  );
}

function NameForm(props: {
  readonly first: Pick<SavedMapping, 'name' | 'shared'> | undefined;
  readonly onName: (name: string, shared: boolean) => void;
}) {
  const t = useT();
  const id = useId();
  const [name, setName] = useState(props.first?.name ?? '');
  const [shared, setShared] = useState(props.first?.shared ?? false);
  const said = name.trim();
  return (
    <form
      className="v-import-naming"
      onSubmit={(event) => {
        event.preventDefault();
        if (said !== '') props.onName(said, shared);
      }}
    >
      <label htmlFor={id}>{t('savedName')}</label>
      <Input
        id={id}
        autoFocus
        value={name}
        maxLength={MOST_NAME}
        placeholder={t('savedNameHint')}
        onChange={({ target }) => setName(target.value)}
      />
      <Checkbox checked={shared} onChange={({ target }) => setShared(target.checked)}>
        {t('savedForAll')}
      </Checkbox>
      <Button type="primary" htmlType="submit" disabled={said === ''}>
        {t('savedKeep')}
      </Button>
    </form>
  );
}
