import { CHANNELS, NOTIFICATION_KIND_KEYS, NOTIFICATION_KINDS } from '@trellis/metadata';
import { ApiError, Sheet, useClient, useLocale, useToast, useWorkspace } from '@trellis/ui/react';
import { Alert, Button, Checkbox, Form, Input, InputNumber, Switch } from 'antd';
import { useState } from 'react';
import { useT } from './messages.ts';
import { type Channel, useSaveChannel } from './use-channels.ts';

type Field = Channel['fields'][number];
interface Entered {
  readonly config: Readonly<Record<string, string | number | boolean | null | undefined>>;
  readonly kinds: Channel['kinds'];
  readonly details: boolean;
}

/** What a channel needs to know, what goes there, and whether it works. */
export function ChannelDialog({ channel, onClose }: { channel: Channel; onClose: () => void }) {
  const t = useT();
  const { text } = useLocale();
  const toast = useToast();
  const save = useSaveChannel();
  const [form] = Form.useForm<Entered>();
  const [touched, setTouched] = useState(false);
  const { key, fields, ready } = channel;
  const info = CHANNELS[key];
  const name = text(info.label);
  const submit = async (entered: Entered) => {
    try {
      const config = Object.fromEntries(
        // A secret that nobody typed stays what it is; null takes it away.
        Object.entries(entered.config).flatMap(([field, value]) =>
          value === undefined || (value === '' && secretKeys(fields).includes(field)) ? [] : [[field, value]],
        ),
      );
      const { kinds, details } = entered;
      // Who fills it in wants it on.
      await save.mutateAsync({ channel: key, enabled: true, kinds, details: details ?? false, config });
      setTouched(false);
      form.setFieldsValue({
        config: Object.fromEntries(secretKeys(fields).map((field) => [field, undefined])),
      });
      toast.success(t('saved', { name }));
    } catch (error) {
      const issues = error instanceof ApiError ? error.issues.filter(({ path }) => path[0] === 'config') : [];
      if (issues.length === 0) return toast.error(error);
      form.setFields(
        issues.map(({ path, message, code }) => ({
          name: ['config', String(path[1])] as const,
          errors: [message ?? code],
        })) as never,
      );
    }
  };
  return (
    <Sheet
      open
      onClose={onClose}
      desk="drawer"
      width={480}
      phone="full"
      maskClosable={!touched}
      title={t('setUpTitle', { name })}
      footer={
        <div className="w-channel-foot">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="primary" loading={save.isPending} onClick={() => form.submit()}>
            {t('save')}
          </Button>
        </div>
      }
    >
      <Form<Entered>
        form={form}
        layout="vertical"
        requiredMark
        onFinish={(entered) => void submit(entered)}
        onValuesChange={() => setTouched(true)}
        initialValues={{
          config: Object.fromEntries(
            fields.map((field) => [
              field.key,
              field.secret ? undefined : (channel.config[field.key] ?? undefined),
            ]),
          ),
          kinds: channel.kinds,
          details: channel.details,
        }}
      >
        {fields.map((field) => (
          <ConfigField
            key={`${field.key} ${channel.config[field.key] === true}`}
            field={field}
            kept={field.secret && channel.config[field.key] === true}
            onClear={() => {
              form.setFieldValue(['config', field.key], null);
              setTouched(true);
            }}
          />
        ))}
        <Form.Item name="kinds" label={t('kinds')} extra={t('kindsHelp')}>
          <Checkbox.Group
            className="w-channel-kinds"
            options={NOTIFICATION_KIND_KEYS.map((value) => ({
              value,
              label: text(NOTIFICATION_KINDS[value].label),
            }))}
          />
        </Form.Item>
        {info.shared ? (
          <Form.Item name="details" valuePropName="checked" extra={t('detailsHelp')}>
            <Checkbox>{t('details')}</Checkbox>
          </Form.Item>
        ) : null}
      </Form>
      <Trial channel={key} disabled={!ready || touched} />
    </Sheet>
  );
}

const secretKeys = (fields: readonly Field[]) => fields.filter(({ secret }) => secret).map(({ key }) => key);

function ConfigField({ field, kept, onClear }: { field: Field; kept: boolean; onClear: () => void }) {
  const t = useT();
  const [cleared, setCleared] = useState(false);
  const { text } = useLocale();
  const label = text(field.label);
  const placeholder = kept && !cleared ? t('kept') : (field.placeholder ?? '');
  const common = { name: ['config', field.key], ...(field.help ? { extra: text(field.help) } : {}) };
  if (field.input === 'switch')
    return (
      <Form.Item {...common} label={label} valuePropName="checked">
        <Switch aria-label={label} />
      </Form.Item>
    );
  const clear = () => {
    setCleared(true);
    onClear();
  };
  const labelled =
    kept && !cleared && !field.required ? (
      <>
        {label}
        <Button type="link" size="small" onClick={clear}>
          {t('clear')}
        </Button>
      </>
    ) : (
      label
    );
  return (
    <Form.Item {...common} label={labelled} required={field.required}>
      {field.input === 'number' ? (
        <InputNumber placeholder={placeholder} style={{ width: 160 }} controls={false} />
      ) : field.secret ? (
        <Input.Password placeholder={placeholder} autoComplete="new-password" />
      ) : (
        <Input placeholder={placeholder} autoComplete="off" />
      )}
    </Form.Item>
  );
}

/** Sends a message to who asks and says how that went. */
function Trial({ channel, disabled }: { channel: Channel['key']; disabled: boolean }) {
  const t = useT();
  const client = useClient();
  const { key: workspace } = useWorkspace();
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  const [result, setResult] = useState<{ sent: boolean; text: string }>();
  const run = async () => {
    setBusy(true);
    setResult(undefined);
    try {
      const { sent, to, reason } = await client.call('testChannel', { params: { workspace, channel } });
      setResult({
        sent,
        text: sent ? t('testSent', { to: to ?? '' }) : t('testFailed', { reason: reason ?? '' }),
      });
    } catch (error) {
      toast.error(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="w-channel-trial">
      <Button loading={busy} disabled={disabled} onClick={() => void run()}>
        {t('test')}
      </Button>
      {disabled ? <span className="t-muted">{t('testHelp')}</span> : null}
      {result ? (
        <Alert role="status" type={result.sent ? 'success' : 'error'} showIcon title={result.text} />
      ) : null}
    </div>
  );
}
