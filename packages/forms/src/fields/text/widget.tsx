import { Icon } from '@trellis/ui/react';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { maskText } from '../../values/mask.ts';
import { inputAttributes, type WidgetProps } from '../../widgets/facet.tsx';
import { useMoreT } from '../../widgets/more-messages.tsx';
import { ScanButton } from '../../widgets/scan-button.tsx';
import { textFormat } from './formats.ts';
import type { TextConfig } from './model.ts';

/** A line of text; masked until it is entered, scanned where the field says so, tidied by its format when left. */
export function TextWidget(props: WidgetProps<TextConfig>) {
  const t = useMoreT();
  const { mask, scan, format } = props.config;
  const [inside, setInside] = useState(false);
  const value = typeof props.value === 'string' ? props.value : '';
  const hidden = mask !== undefined && !inside && !props.invalid;
  const scanned = (text: string) => {
    const read = props.field.type.normalise(text, props.field.config);
    props.onChange(read.ok ? read.value : text);
  };
  const only = scan === 'only' && props.look !== 'cell';
  return (
    <Input
      {...inputAttributes(props)}
      {...(only ? { placeholder: props.placeholder ?? t('scanOnly') } : {})}
      value={hidden ? maskText(value, mask) : value}
      readOnly={only}
      autoComplete="off"
      inputMode={textFormat(format)?.inputMode}
      suffix={
        scan && props.look !== 'cell' ? (
          <>
            {only && value !== '' && !props.disabled ? (
              <Button
                type="text"
                size="small"
                className="f-inline-button"
                aria-label={t('clear')}
                icon={<Icon name="close" />}
                onClick={() => props.onChange(null)}
              />
            ) : null}
            <ScanButton onScan={scanned} disabled={props.disabled ?? false} />
          </>
        ) : undefined
      }
      onFocus={() => setInside(true)}
      onBlur={() => {
        setInside(false);
        if (format && value !== '') scanned(value);
      }}
      onChange={(event) => props.onChange(event.target.value || null)}
    />
  );
}
