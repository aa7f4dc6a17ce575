import { useEffect, useRef, useState } from 'react';
import type SignaturePad from 'signature_pad';
import type { PublicFacet, PublicProps } from '../../public/facet.tsx';
import { say } from '../../public/texts.ts';
import type { SignatureConfig } from './model.ts';

const HEIGHT = 180;

function Pad({
  field,
  config,
  value,
  onChange,
  id,
  disabled,
  describedBy,
  place,
}: PublicProps<SignatureConfig>) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const pad = useRef<SignaturePad>(undefined);
  const [drawn, setDrawn] = useState(false);
  const [problem, setProblem] = useState('');
  const { locale } = place;
  const signed = Array.isArray(value) && value.length > 0;
  const { color, width } = config;
  useEffect(() => {
    const sheet = canvas.current;
    if (!sheet || signed) return;
    let gone = false;
    // Only forms that are signed load it.
    void import('signature_pad').then(({ default: Library }) => {
      if (gone) return;
      sheet.width = sheet.offsetWidth * devicePixelRatio;
      sheet.height = HEIGHT * devicePixelRatio;
      sheet.getContext('2d')?.scale(devicePixelRatio, devicePixelRatio);
      pad.current = new Library(sheet, { penColor: color, minWidth: width / 2, maxWidth: width });
      pad.current.addEventListener('endStroke', () => setDrawn(true));
    });
    return () => {
      gone = true;
      pad.current?.off();
    };
  }, [signed, color, width]);
  const clear = () => {
    pad.current?.clear();
    setDrawn(false);
    setProblem('');
    onChange(null);
  };
  const done = () =>
    canvas.current?.toBlob((blob) => {
      if (!blob) return;
      const file = new File([blob], 'signature.png', { type: 'image/png' });
      place
        .upload(field.key, file, () => undefined)
        .then(
          (facts) => onChange([facts] as never),
          (error: unknown) =>
            setProblem(error instanceof Error ? error.message : say(locale, 'uploadFailed', file.name)),
        );
    });
  return (
    <div className="p-sign">
      {signed ? (
        <p className="p-help">{say(locale, 'signed')} ✓</p>
      ) : (
        <canvas
          ref={canvas}
          className="p-pad"
          style={{ height: HEIGHT }}
          aria-label={say(locale, 'sign')}
          role="img"
        />
      )}
      <div className="p-sign-bar">
        {signed ? null : (
          <button
            type="button"
            id={id}
            className="p-button"
            aria-describedby={describedBy}
            disabled={disabled || !drawn}
            onClick={done}
          >
            {say(locale, 'confirm')}
          </button>
        )}
        <button type="button" className="p-small" disabled={disabled || !(drawn || signed)} onClick={clear}>
          {say(locale, 'clear')}
        </button>
      </div>
      {problem ? (
        <p className="p-error" role="alert">
          {problem}
        </p>
      ) : null}
    </div>
  );
}

export const publicSignature: PublicFacet<SignatureConfig> = { type: 'signature', group: true, Input: Pad };
