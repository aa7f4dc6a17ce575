import { useRouter } from '@tanstack/react-router';
import { ApiError, setLocale, useClient } from '@trellis/ui/react';
import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useT } from '../messages.ts';
import { useTitle } from '../title.tsx';
import { Door } from './door.tsx';

interface Entered {
  readonly email: string;
  readonly password: string;
}

/** Log in; leads back to where one came from. */
export function LoginPage() {
  const t = useT();
  const client = useClient();
  const { session } = useRouter().options.context;
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  useTitle(t('login'));

  const state = session.current();
  const submit = async (entered: Entered) => {
    setBusy(true);
    setError(undefined);
    try {
      const started = await client.call('login', {
        body: { email: entered.email.trim(), password: entered.password },
      });
      setLocale(started.account.locale);
      // The route leads on, to where one came from.
      session.start(started);
    } catch (cause) {
      setError(cause instanceof ApiError ? (cause.detail ?? cause.title) : String(cause));
      setBusy(false);
    }
  };

  return (
    <Door title={t('loginTitle')}>
      {error ? (
        <Alert type="error" showIcon title={error} className="w-door-alert" role="alert" />
      ) : state?.status === 'out' && state.why === 'expired' ? (
        <Alert type="info" showIcon title={t('sessionEnded')} className="w-door-alert" />
      ) : null}
      <Form<Entered>
        layout="vertical"
        requiredMark={false}
        onFinish={(entered) => void submit(entered)}
        validateTrigger="onSubmit"
      >
        <Form.Item name="email" label={t('email')} rules={[{ required: true, message: t('needed') }]}>
          <Input autoComplete="username" inputMode="email" autoFocus size="large" />
        </Form.Item>
        <Form.Item name="password" label={t('password')} rules={[{ required: true, message: t('needed') }]}>
          <Input.Password autoComplete="current-password" size="large" />
        </Form.Item>
        <Button type="primary" htmlType="submit" size="large" block loading={busy}>
          {t('login')}
        </Button>
      </Form>
    </Door>
  );
}
