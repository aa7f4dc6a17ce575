import { useRouter } from '@tanstack/react-router';
import { ApiError, useClient, useLocale } from '@trellis/ui/react';
import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useT } from '../messages.ts';
import { useTitle } from '../title.tsx';
import { Door } from './door.tsx';
import { PasswordHint } from './password-hint.tsx';

interface Entered {
  readonly workspaceName: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** First run: the workspace and its administrator. */
export function SetupPage() {
  const t = useT();
  const client = useClient();
  const { session } = useRouter().options.context;
  const { locale } = useLocale();
  const [form] = Form.useForm<Entered>();
  const password = Form.useWatch('password', form) ?? '';
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  useTitle(t('setupTitle'));

  const submit = async (entered: Entered) => {
    setBusy(true);
    setError(undefined);
    try {
      const started = await client.call('setup', {
        body: {
          ...entered,
          workspaceName: entered.workspaceName.trim(),
          name: entered.name.trim(),
          email: entered.email.trim(),
          locale,
        },
      });
      session.start(started);
    } catch (cause) {
      setError(cause instanceof ApiError ? (cause.detail ?? cause.title) : String(cause));
      setBusy(false);
    }
  };
  const needed = { required: true, whitespace: true, message: t('needed') };

  return (
    <Door title={t('setupTitle')} text={t('setupText')}>
      {error ? <Alert type="error" showIcon title={error} className="w-door-alert" role="alert" /> : null}
      <Form<Entered>
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={(entered) => void submit(entered)}
        validateTrigger="onSubmit"
      >
        <Form.Item name="workspaceName" label={t('workspaceName')} rules={[needed]}>
          <Input
            autoFocus
            maxLength={80}
            autoComplete="organization"
            placeholder={t('workspacePlaceholder')}
            size="large"
          />
        </Form.Item>
        <Form.Item name="name" label={t('yourName')} rules={[needed]}>
          <Input maxLength={80} autoComplete="name" size="large" />
        </Form.Item>
        <Form.Item
          name="email"
          label={t('email')}
          rules={[needed, { pattern: /^\s*[^@\s]+@[^@\s]+\s*$/, message: t('emailWrong') }]}
        >
          <Input maxLength={254} autoComplete="username" inputMode="email" size="large" />
        </Form.Item>
        <Form.Item
          name="password"
          label={t('password')}
          rules={[
            { required: true, message: t('needed') },
            { min: 8, message: t('passwordShort', { count: Math.max(1, 8 - [...password].length) }) },
          ]}
          extra={<PasswordHint password={password} />}
        >
          <Input.Password maxLength={200} autoComplete="new-password" size="large" />
        </Form.Item>
        <Button type="primary" htmlType="submit" size="large" block loading={busy}>
          {t('setupSubmit')}
        </Button>
      </Form>
    </Door>
  );
}
