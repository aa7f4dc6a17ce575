import { Icon, type Reply, useToast } from '@trellis/ui/react';
import { Button, Input, Popconfirm, QRCode } from 'antd';
import { useId } from 'react';
import { useT } from './messages.ts';

/** Where the form is: link, QR code and what to paste into a site. */
export function PublicLink(props: {
  readonly workspace: string;
  readonly offered: Reply<'getPublicForm'>;
  readonly title: string;
  readonly onRenew: () => Promise<void>;
}) {
  const { workspace, offered, title } = props;
  const t = useT();
  const id = useId();
  if (offered.token === '') return <p className="w-public-hint">{t('firstSave')}</p>;
  const url = `${location.origin}/p/${workspace}/${offered.token}`;
  const name = title.replaceAll('"', '&quot;');
  const embed = `<iframe src="${url}" title="${name}" width="100%" height="800" style="border:0" loading="lazy"></iframe>`;
  return (
    <div className="w-public-link">
      <div>
        <label htmlFor={`${id}-url`}>{t('link')}</label>
        <Line id={`${id}-url`} text={url} />
        <div className="w-public-actions">
          <Button href={url} target="_blank" rel="noopener" icon={<Icon name="export" />}>
            {t('open')}
          </Button>
          <Popconfirm
            title={t('renew')}
            description={t('renewHint')}
            okText={t('renewAction')}
            onConfirm={props.onRenew}
          >
            <Button type="text">{t('renew')}</Button>
          </Popconfirm>
        </div>
        <label htmlFor={`${id}-embed`}>{t('embed')}</label>
        <Line id={`${id}-embed`} text={embed} />
        <p className="w-public-hint">{t('embedHint')}</p>
        {offered.settings.enabled ? null : <p className="w-public-hint">{t('off')}</p>}
        <p>{t('submissions', { count: offered.submissions })}</p>
      </div>
      {/* The library draws it as an image without a name. */}
      <figure ref={(box) => box?.querySelector('[role="img"]')?.setAttribute('aria-label', t('qr'))}>
        <QRCode value={url} size={160} type="svg" />
        <figcaption>{t('qr')}</figcaption>
      </figure>
    </div>
  );
}

function Line({ id, text }: { readonly id: string; readonly text: string }) {
  const t = useT();
  const toast = useToast();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Pages over http may not use the clipboard: the old way.
      (document.getElementById(id) as HTMLInputElement | null)?.select();
      document.execCommand('copy');
    }
    toast.success(t('copied'));
  };
  return (
    <span className="w-public-line">
      <Input id={id} readOnly value={text} onFocus={({ target }) => target.select()} />
      <Button icon={<Icon name="copy" />} onClick={() => void copy()}>
        {t('copy')}
      </Button>
    </span>
  );
}
