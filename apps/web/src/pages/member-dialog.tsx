import { useQueryClient } from '@tanstack/react-query';
import {
  ApiError,
  keys,
  type Member,
  Sheet,
  useClient,
  useLocale,
  useToast,
  useWorkspace,
} from '@trellis/ui/react';
import { useClientCatalog } from '@trellis/views/react';
import { Alert, Button, Form, Input, Select, Switch } from 'antd';
import { useState } from 'react';
import { useT } from '../messages.ts';
import { PasswordHint } from './password-hint.tsx';

interface Entered {
  readonly name: string;
  readonly phone?: string;
  readonly roles?: string[];
  readonly login?: boolean;
  readonly email?: string;
  readonly password?: string;
}

/** Adds a member, or changes name and roles of one. */
export function MemberDialog({ member, onClose }: { member: Member | undefined; onClose: () => void }) {
  const t = useT();
  const { text } = useLocale();
  const client = useClient();
  const cache = useQueryClient();
  const toast = useToast();
  const catalog = useClientCatalog();
  const workspace = useWorkspace().key;
  const [form] = Form.useForm<Entered>();
  const login = Form.useWatch('login', form) ?? true;
  const password = Form.useWatch('password', form) ?? '';
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();

  const save = async ({ name, phone = '', roles = [], email, password: secret }: Entered) => {
    setBusy(true);
    setError(undefined);
    try {
      if (member)
        await client.call('updateMember', {
          params: { workspace, id: member.id },
          body: { name: name.trim(), phone, roles },
        });
      else
        await client.call('createMember', {
          params: { workspace },
          body: {
            name: name.trim(),
            phone,
            roles,
            ...(login && email && secret ? { email: email.trim(), password: secret } : {}),
          },
        });
      await cache.invalidateQueries({ queryKey: keys.members(workspace) });
      if (!member) toast.success(t('memberAdded', { name: name.trim() }));
      onClose();
    } catch (cause) {
      const known = cause instanceof ApiError ? cause : undefined;
      setError(known ? (known.issues[0]?.message ?? known.detail ?? known.title) : String(cause));
      setBusy(false);
    }
  };

  const options = [...catalog.apps].map(([app, document]) => ({
    label: text(document.label),
    title: text(document.label),
    options: [...catalog.roles]
      .filter(([ref]) => ref.startsWith(`${app}:`))
      .map(([value, label]) => ({ value, label: text(label) })),
  }));

  return (
    <Sheet
      open
      title={member ? t('editMember') : t('addMember')}
      onClose={onClose}
      maskClosable={false}
      width={440}
      footer={
        <div className="w-dialog-foot">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="primary" loading={busy} onClick={() => form.submit()}>
            {member ? t('save') : t('add')}
          </Button>
        </div>
      }
    >
      {error ? <Alert type="error" showIcon title={error} className="w-door-alert" role="alert" /> : null}
      <Form<Entered>
        form={form}
        layout="vertical"
        requiredMark={false}
        validateTrigger="onSubmit"
        initialValues={
          member ? { name: member.name, phone: member.phone ?? '', roles: member.roles } : { login: true }
        }
        onFinish={(entered) => void save(entered)}
      >
        <Form.Item
          name="name"
          label={t('name')}
          rules={[{ required: true, whitespace: true, message: t('needed') }]}
        >
          <Input autoFocus maxLength={80} autoComplete="off" />
        </Form.Item>
        <Form.Item name="phone" label={t('phoneOptional')}>
          <Input maxLength={40} inputMode="tel" autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="roles"
          label={t('roles')}
          extra={member?.admin ? t('adminRolesHelp') : t('rolesHelp')}
        >
          <Select mode="multiple" options={options} optionFilterProp="label" placeholder={t('noRole')} />
        </Form.Item>
        {member ? null : (
          <>
            <Form.Item name="login" label={t('canLogin')} valuePropName="checked">
              <Switch />
            </Form.Item>
            {login ? (
              <>
                <Form.Item
                  name="email"
                  label={t('emailOptional')}
                  rules={[
                    { required: true, message: t('needed') },
                    { pattern: /^\s*[^@\s]+@[^@\s]+\s*$/, message: t('emailWrong') },
                  ]}
                >
                  <Input maxLength={254} inputMode="email" autoComplete="off" />
                </Form.Item>
                <Form.Item
                  name="password"
                  label={t('initialPassword')}
                  rules={[
                    { required: true, message: t('needed') },
                    { min: 8, message: t('passwordShort', { count: Math.max(1, 8 - [...password].length) }) },
                  ]}
                  extra={<PasswordHint password={password} />}
                >
                  <Input.Password maxLength={200} autoComplete="new-password" />
                </Form.Item>
              </>
            ) : null}
          </>
        )}
      </Form>
    </Sheet>
  );
}
