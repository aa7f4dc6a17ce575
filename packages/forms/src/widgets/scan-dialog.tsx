import { Icon } from '@trellis/ui/react';
import { Alert, Button, Modal, Spin } from 'antd';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader';
import wasm from 'zxing-wasm/reader/zxing_reader.wasm?url';
import { useMoreT } from './more-messages.tsx';

// From our own server: by default the library would fetch it from elsewhere.
prepareZXingModule({ overrides: { locateFile: () => wasm } });

const OPTIONS: ReaderOptions = { tryHarder: true, maxNumberOfSymbols: 1 };
/** Milliseconds between two looks at the picture of the camera. */
const PAUSE = 150;

async function read(image: Blob | ImageData): Promise<string | undefined> {
  const [found] = await readBarcodes(image, OPTIONS);
  return found?.isValid && found.text !== '' ? found.text : undefined;
}

/** The camera's picture in a dialog, closed by the first code in it; a picture of a code does as well. */
export default function ScanDialog({
  onScan,
  onClose,
}: {
  onScan: (text: string) => void;
  onClose: () => void;
}) {
  const t = useMoreT();
  const video = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<'opening' | 'seeing' | 'noCamera' | 'noCode'>('opening');
  const found = useEffectEvent((text: string) => onScan(text));

  useEffect(() => {
    let stream: MediaStream | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let over = false;
    const canvas = document.createElement('canvas');
    const look = async () => {
      const source = video.current;
      if (over || !source) return;
      if (source.videoWidth > 0) {
        canvas.width = source.videoWidth;
        canvas.height = source.videoHeight;
        const context = canvas.getContext('2d', { willReadFrequently: true });
        context?.drawImage(source, 0, 0);
        const picture = context?.getImageData(0, 0, canvas.width, canvas.height);
        const text = picture && (await read(picture).catch(() => undefined));
        if (over) return;
        if (text !== undefined) {
          found(text);
          return;
        }
      }
      timer = setTimeout(() => void look(), PAUSE);
    };
    navigator.mediaDevices
      .getUserMedia({ video: { facingMode: 'environment' } })
      .then(async (opened) => {
        stream = opened;
        if (over || !video.current) {
          for (const track of opened.getTracks()) track.stop();
          return;
        }
        video.current.srcObject = opened;
        await video.current.play();
        setState('seeing');
        await look();
      })
      .catch(() => {
        if (!over) setState('noCamera');
      });
    return () => {
      over = true;
      clearTimeout(timer);
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
  }, []);

  const fromPicture = async (file: File | undefined) => {
    if (!file) return;
    const text = await read(file).catch(() => undefined);
    if (text === undefined) setState('noCode');
    else onScan(text);
  };
  return (
    <Modal open title={t('scanTitle')} footer={null} onCancel={onClose} width={420}>
      <div className="f-scan">
        {state === 'opening' ? <Spin description={t('opening')} /> : null}
        {state === 'noCamera' || state === 'noCode' ? (
          <Alert type="warning" showIcon title={t(state)} />
        ) : null}
        <video ref={video} muted playsInline hidden={state !== 'seeing'} />
        <label className="f-scan-file">
          <Button
            icon={<Icon name="picture" />}
            onClick={(event) => event.currentTarget.parentElement?.querySelector('input')?.click()}
          >
            {t('fromPicture')}
          </Button>
          <input
            type="file"
            accept="image/*"
            hidden
            onChange={(event) => void fromPicture(event.target.files?.[0])}
          />
        </label>
      </div>
    </Modal>
  );
}
