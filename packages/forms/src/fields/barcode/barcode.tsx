import { defineMessages } from '@trellis/ui/react';
import { QRCode } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useRecordOnScreen } from '../../widgets/record-on-screen.tsx';
import { useFormServices, useTextEnv } from '../../widgets/services.tsx';
import { type BarcodeConfig, barcodeProblem } from './model.ts';

const useT = defineMessages('fields.barcode.shown', {
  zh: {
    afterSave: '保存后显示',
    empty: '没有内容可显示',
    sample: '（示例）',
    too_long: '内容过长，无法生成条码',
    not_ascii: '条码只能含英文、数字和符号，请改用二维码',
    codeOf: '内容为“{text}”的码',
  },
  en: {
    afterSave: 'Shown once it is saved',
    empty: 'Nothing to show',
    sample: '(sample)',
    too_long: 'Too long for a code',
    not_ascii: 'A barcode holds Latin letters, digits and signs only. Take a QR code',
    codeOf: 'Code that says “{text}”',
  },
});

/** What the code says of the record on the screen; null where there is nothing to say yet. */
function useContent({ source, field = '' }: BarcodeConfig): string | null {
  const record = useRecordOnScreen();
  const { recordHref } = useFormServices();
  const env = useTextEnv(record?.refs);
  if (!record) return null;
  if (record.mode === 'design') return 'TRELLIS-0001';
  if (source === 'field') {
    const one = record.form.fields.get(field);
    const value = record.values[field] ?? null;
    return one && value !== null ? one.type.format(value, one.config, env) : null;
  }
  if (record.id === undefined) return null;
  if (source === 'id') return record.id;
  const href = recordHref?.(record.form.ref, record.id);
  return href === undefined ? null : new URL(href, document.baseURI).href;
}

/** The code as a picture; why there is none, where there is none. */
export function Barcode({ config }: { config: BarcodeConfig }) {
  const t = useT();
  const record = useRecordOnScreen();
  const text = useContent(config);
  if (!record) return null;
  if (text === null || text === '')
    return (
      <span className="t-muted">
        {t(config.source !== 'field' && record.id === undefined ? 'afterSave' : 'empty')}
      </span>
    );
  const problem = barcodeProblem(text, config.symbology);
  if (problem) return <span className="t-muted">{t(problem)}</span>;
  return (
    <span role="img" aria-label={t('codeOf', { text })} className="f-barcode">
      {config.symbology === 'qr' ? (
        <QRCode
          type="svg"
          size={128}
          value={text}
          errorLevel={config.correction ?? 'M'}
          color="#000"
          bgColor="#fff"
          bordered={false}
          aria-hidden
        />
      ) : (
        <Lines text={text} />
      )}
      {record.mode === 'design' ? <span className="f-help">{t('sample')}</span> : null}
    </span>
  );
}

/** Code 128 as SVG; its library comes when the first is drawn. */
function Lines({ text }: { text: string }) {
  const svg = useRef<SVGSVGElement>(null);
  const [drawn, setDrawn] = useState(false);
  useEffect(() => {
    let over = false;
    void import('jsbarcode').then(({ default: draw }) => {
      if (over || !svg.current) return;
      draw(svg.current, text, { format: 'CODE128', height: 56, width: 2, margin: 8, fontSize: 14 });
      setDrawn(true);
    });
    return () => {
      over = true;
    };
  }, [text]);
  return <svg ref={svg} aria-hidden data-drawn={drawn || undefined} />;
}
