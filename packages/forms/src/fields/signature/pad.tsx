import { Sheet } from '@trellis/ui/react';
import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import SignaturePad from 'signature_pad';
import { useFileT } from '../../widgets/files/messages.ts';
import { useFormServices } from '../../widgets/services.tsx';
import type { SignatureConfig } from './model.ts';

/** A box to sign in. The strokes of the last signature stay in this browser, by member. */
export default function Pad({
  config,
  onDone,
  onClose,
}: {
  config: SignatureConfig;
  onDone: (picture: File) => void;
  onClose: () => void;
}) {
  const t = useFileT();
  const { member } = useFormServices();
  const [canvas, setCanvas] = useState<HTMLCanvasElement | null>(null);
  const pad = useRef<SignaturePad>(undefined);
  const [empty, setEmpty] = useState(true);
  const kept = `trellis.signature.${member.id}`;

  useEffect(() => {
    if (!canvas) return;
    // As many pixels as the screen has, or the lines are blurred.
    const ratio = Math.max(1, window.devicePixelRatio);
    canvas.width = canvas.offsetWidth * ratio;
    canvas.height = canvas.offsetHeight * ratio;
    canvas.getContext('2d')?.scale(ratio, ratio);
    const made = new SignaturePad(canvas, {
      penColor: config.color,
      minWidth: config.width / 2,
      maxWidth: config.width,
    });
    const changed = () => setEmpty(made.isEmpty());
    made.addEventListener('endStroke', changed);
    pad.current = made;
    return () => {
      made.removeEventListener('endStroke', changed);
      made.off();
    };
  }, [canvas, config.color, config.width]);

  const draw = (strokes: ReturnType<SignaturePad['toData']>) => {
    pad.current?.fromData(strokes);
    setEmpty(pad.current?.isEmpty() ?? true);
  };
  const last = config.reuse ? read(kept) : undefined;
  const done = async () => {
    const made = pad.current;
    if (!made || !canvas || made.isEmpty()) return;
    try {
      localStorage.setItem(kept, JSON.stringify(made.toData()));
    } catch {
      // Without room there is no last signature the next time.
    }
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    if (blob) onDone(new File([blob], 'signature.png', { type: 'image/png' }));
  };
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('signHere')}
      maskClosable={false}
      width={640}
      footer={
        <div className="f-sign-tools">
          <Button disabled={empty} onClick={() => draw((pad.current?.toData() ?? []).slice(0, -1))}>
            {t('undo')}
          </Button>
          <Button disabled={empty} onClick={() => draw([])}>
            {t('clear')}
          </Button>
          {last ? <Button onClick={() => draw(last)}>{t('reuse')}</Button> : null}
          <Button type="primary" disabled={empty} onClick={() => void done()}>
            {t('done')}
          </Button>
        </div>
      }
    >
      <canvas ref={setCanvas} className="f-sign-pad" aria-label={t('signHere')} />
    </Sheet>
  );
}

function read(key: string): ReturnType<SignaturePad['toData']> | undefined {
  try {
    const strokes: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
    return Array.isArray(strokes) && strokes.length > 0 ? strokes : undefined;
  } catch {
    return undefined;
  }
}
