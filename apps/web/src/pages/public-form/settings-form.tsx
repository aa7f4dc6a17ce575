import { mayAsk, mayCapture, mayOffer, mayShow } from '@trellis/forms/model';
import { OPTION_COLORS } from '@trellis/metadata';
import { type Body, Icon, type Reply, useLocale, useMembers, useToast } from '@trellis/ui/react';
import type { useFormInfo } from '@trellis/views/react';
import { Alert, Button, Form, Input, InputNumber, Select, Switch } from 'antd';
import { type ReactNode, useState } from 'react';
import { CoverInput } from './cover.tsx';
import { type Entered, enteredOf, settingsOf } from './entered.ts';
import { useT } from './messages.ts';

type Info = NonNullable<ReturnType<typeof useFormInfo>>;

/** The settings of a public form. */
export function SettingsForm(props: {
  readonly info: Info;
  readonly offered: Reply<'getPublicForm'>;
  /** Answers what is wrong, in words. */
  readonly onSave: (body: Body<'savePublicForm'>) => Promise<string | undefined>;
}) {
  const { info, offered } = props;
  const t = useT();
  const { text } = useLocale();
  const toast = useToast();
  const members = useMembers().data ?? [];
  const [form] = Form.useForm<Entered>();
  const query = Form.useWatch('query', form) ?? false;
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();

  const save = async (entered: Entered) => {
    setBusy(true);
    const { password, noPassword } = entered;
    const secret = noPassword ? { password: null } : password ? { password } : {};
    const wrong = await props.onSave({ settings: settingsOf(entered), ...secret });
    setProblem(wrong);
    setBusy(false);
    if (wrong !== undefined) return;
    form.setFieldsValue({ password: '', noPassword: false });
    toast.success(t('saved'));
  };
  const choices = (fits: typeof mayOffer) =>
    [...info.form.fields.values()]
      .filter(fits)
      .map(({ key, meta }) => ({ value: key, label: text(meta.label) }));
  const several = (
    name: keyof Entered & string,
    label: string,
    fits: typeof mayOffer,
    extra?: string,
    rules = {},
  ) => (
    <Form.Item name={name} label={label} extra={extra} {...rules}>
      <Select mode="multiple" optionFilterProp="label" options={choices(fits)} />
    </Form.Item>
  );
  const needed = { rules: [{ required: true, message: t('needed') }] };
  const pair = (zh: keyof Entered, en: keyof Entered, labels: readonly [string, string], long = false) => {
    const input = long ? <Input.TextArea rows={3} maxLength={2000} /> : <Input maxLength={200} />;
    return (
      <div className="w-public-pair">
        <Form.Item name={zh} label={labels[0]}>
          {input}
        </Form.Item>
        <Form.Item name={en} label={labels[1]}>
          {input}
        </Form.Item>
      </div>
    );
  };

  return (
    <Form<Entered>
      form={form}
      layout="vertical"
      requiredMark={false}
      scrollToFirstError={{ focus: true, block: 'center' }}
      initialValues={enteredOf(offered.settings)}
      onFinish={(entered) => void save(entered)}
    >
      <Form.Item name="enabled" valuePropName="checked" label={t('on')}>
        <Switch />
      </Form.Item>

      <Part title={t('look')}>
        {pair('titleZh', 'titleEn', [t('titleZh'), t('titleEn')])}
        {pair('aboutZh', 'aboutEn', [t('aboutZh'), t('aboutEn')], true)}
        <div className="w-public-pair">
          <Form.Item name="color" label={t('color')}>
            <Select allowClear options={OPTION_COLORS.map((value) => ({ value, label: t(value) }))} />
          </Form.Item>
          <Form.Item name="cover" label={t('cover')}>
            <CoverInput />
          </Form.Item>
        </div>
      </Part>

      <Part title={t('fields')}>
        {several('fields', t('fields'), mayOffer, t('fieldsHint'))}
        <Form.List name="capture">
          {(rows, { add, remove }) => (
            <div className="w-public-capture">
              <p className="w-public-hint">
                <strong>{t('capture')}</strong> {t('captureHint')}
              </p>
              {rows.map(({ key, name }) => (
                <div key={key} className="w-public-row">
                  <Form.Item
                    name={[name, 'param']}
                    label={t('param')}
                    rules={[{ pattern: /^[A-Za-z][\w-]{0,39}$/, message: t('paramWrong') }]}
                  >
                    <Input placeholder="utm_source" maxLength={40} />
                  </Form.Item>
                  <Form.Item name={[name, 'field']} label={t('intoField')}>
                    <Select showSearch optionFilterProp="label" options={choices(mayCapture)} />
                  </Form.Item>
                  <Button
                    type="text"
                    icon={<Icon name="delete" />}
                    aria-label={t('removeCapture', { row: name + 1 })}
                    onClick={() => remove(name)}
                  />
                </div>
              ))}
              <Button icon={<Icon name="plus" />} onClick={() => add({})}>
                {t('addCapture')}
              </Button>
            </div>
          )}
        </Form.List>
      </Part>

      <Part title={t('access')}>
        <div className="w-public-pair">
          <Form.Item name="opensAt" label={t('opensAt')}>
            <Input type="datetime-local" />
          </Form.Item>
          <Form.Item
            name="closesAt"
            label={t('closesAt')}
            dependencies={['opensAt']}
            rules={[
              ({ getFieldValue }) => ({
                validator: (_, closesAt?: string) =>
                  closesAt && closesAt <= (getFieldValue('opensAt') ?? '')
                    ? Promise.reject(new Error(t('closesEarly')))
                    : Promise.resolve(),
              }),
            ]}
          >
            <Input type="datetime-local" />
          </Form.Item>
          <Form.Item name="limit" label={t('limit')}>
            <InputNumber min={1} max={1_000_000} precision={0} className="w-public-wide" />
          </Form.Item>
          <Form.Item name="password" label={t('password')} rules={[{ min: 4, message: t('passwordShort') }]}>
            <Input.Password
              visibilityToggle={false}
              autoComplete="new-password"
              maxLength={100}
              placeholder={t(offered.hasPassword ? 'passwordSet' : 'passwordNone')}
            />
          </Form.Item>
          <Form.Item name="once" label={t('once')} extra={t('onceHint')}>
            <Select
              options={[
                { value: 'no', label: t('onceNo') },
                { value: 'ever', label: t('onceEver') },
                { value: 'day', label: t('onceDay') },
                { value: 'week', label: t('onceWeek') },
              ]}
            />
          </Form.Item>
          <Form.Item name="onceField" label={t('onceField')} extra={t('onceFieldHint')}>
            <Select allowClear showSearch optionFilterProp="label" options={choices(mayAsk)} />
          </Form.Item>
          <Form.Item name="captcha" label={t('captcha')} extra={t('captchaHint')} valuePropName="checked">
            <Switch />
          </Form.Item>
          {offered.hasPassword ? (
            <Form.Item name="noPassword" label={t('passwordRemove')} valuePropName="checked">
              <Switch />
            </Form.Item>
          ) : null}
        </div>
      </Part>

      <Part title={t('after')}>
        {pair('buttonZh', 'buttonEn', [t('button'), `${t('button')} (English)`])}
        {pair('thanksZh', 'thanksEn', [t('thanks'), `${t('thanks')} (English)`], true)}
        <div className="w-public-pair">
          <Form.Item
            name="redirect"
            label={t('redirect')}
            extra={t('redirectHint')}
            rules={[{ pattern: /^\s*https:\/\/[^\s\\]+\s*$/, message: t('redirectWrong') }]}
          >
            <Input placeholder="https://" maxLength={1990} inputMode="url" />
          </Form.Item>
          <Form.Item name="owner" label={t('owner')}>
            <Select
              allowClear
              showSearch
              optionFilterProp="label"
              placeholder={t('ownerNone')}
              options={members
                .filter(({ disabled }) => !disabled)
                .map(({ id, name }) => ({ value: id, label: name }))}
            />
          </Form.Item>
          <Form.Item name="again" label={t('again')} valuePropName="checked">
            <Switch />
          </Form.Item>
        </div>
      </Part>

      <Part title={t('query')}>
        <Form.Item name="query" label={t('queryOn')} valuePropName="checked">
          <Switch />
        </Form.Item>
        {query ? (
          <>
            {several('queryBy', t('queryBy'), mayAsk, t('queryByHint'), needed)}
            {several('queryShows', t('queryShows'), mayShow, undefined, needed)}
          </>
        ) : null}
      </Part>

      {problem ? <Alert type="error" showIcon title={problem} role="alert" /> : null}
      <div className="w-public-save">
        <Button type="primary" htmlType="submit" loading={busy}>
          {t('save')}
        </Button>
      </div>
    </Form>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="w-public-part">
      <h2>{title}</h2>
      {children}
    </section>
  );
}
