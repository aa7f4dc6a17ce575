import { Icon } from '@trellis/ui/react';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { MIB } from '../../values/files.ts';
import type { WidgetProps } from '../../widgets/facet.tsx';
import { UploadState } from '../../widgets/files/file-rows.tsx';
import { useFileT } from '../../widgets/files/messages.ts';
import { Refused } from '../../widgets/files/refused.tsx';
import { SignaturePicture } from '../../widgets/files/signature-picture.tsx';
import { useUploads } from '../../widgets/files/use-uploads.tsx';
import type { SignatureConfig } from './model.ts';

const Pad = lazy(() => import('./pad.tsx'));

export function SignatureWidget(props: WidgetProps<SignatureConfig>) {
  const t = useFileT();
  const [signing, setSigning] = useState(false);
  const uploads = useUploads({
    value: props.value,
    onChange: props.onChange,
    limits: { kinds: ['image'], maxBytes: 2 * MIB },
    maxCount: 1,
  });
  const [file] = uploads.files;
  const upload = file && uploads.pending.get(file.id);
  return (
    <div className="f-sign">
      {file && !upload ? <SignaturePicture file={file} /> : null}
      {upload ? (
        <span className="f-signature">
          <UploadState upload={upload} />
        </span>
      ) : null}
      <div className="f-file-pick">
        <Button
          id={props.id}
          icon={<Icon name="highlight" />}
          disabled={props.disabled ?? false}
          autoFocus={props.autoFocus ?? false}
          danger={props.invalid ?? false}
          {...(props.describedBy ? { 'aria-describedby': props.describedBy } : {})}
          {...(props.label ? { 'aria-label': `${props.label}: ${t(file ? 'signAgain' : 'sign')}` } : {})}
          onClick={() => setSigning(true)}
        >
          {t(file ? 'signAgain' : 'sign')}
        </Button>
        {file && !props.disabled ? (
          <Button type="text" onClick={() => uploads.remove(file.id)}>
            {t('clear')}
          </Button>
        ) : null}
      </div>
      <Refused texts={uploads.refused} />
      {signing ? (
        <Suspense>
          <Pad
            config={props.config}
            onClose={() => setSigning(false)}
            onDone={(picture) => {
              setSigning(false);
              for (const { id } of uploads.files) uploads.remove(id);
              uploads.add([picture]);
            }}
          />
        </Suspense>
      ) : null}
    </div>
  );
}
