import { FORMATS } from '@trellis/metadata';
import { Icon } from '@trellis/ui/react';
import { Button } from 'antd';
import type { WidgetProps } from '../../widgets/facet.tsx';
import { useMoreT } from '../../widgets/more-messages.tsx';
import { ParsedInput } from '../../widgets/parsed-input.tsx';
import type { UrlConfig } from './model.ts';

export function UrlWidget(props: WidgetProps<UrlConfig>) {
  const t = useMoreT();
  const address = typeof props.value === 'string' && FORMATS.url.test(props.value) ? props.value : undefined;
  return (
    <ParsedInput
      {...props}
      inputMode="url"
      placeholder={props.placeholder ?? 'https://'}
      show={(value) => value}
      suffix={
        props.look === 'cell' ? undefined : (
          <Button
            type="text"
            size="small"
            className="f-inline-button"
            aria-label={t('openLink')}
            title={t('openLink')}
            icon={<Icon name="link" />}
            disabled={address === undefined}
            {...(address === undefined
              ? {}
              : { href: address, target: '_blank', rel: 'noopener noreferrer' })}
          />
        )
      }
    />
  );
}
