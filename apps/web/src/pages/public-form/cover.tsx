import { useToast } from '@trellis/ui/react';
import { Button } from 'antd';
import { useRef } from 'react';
import { useT } from './messages.ts';

const WIDTH = 1280;
const HEIGHT = 427;

/** The middle of a picture, three times as wide as high, small enough to travel with the settings. */
async function cropped(file: File): Promise<string> {
  const picture = await createImageBitmap(file);
  const scale = Math.max(WIDTH / picture.width, HEIGHT / picture.height);
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const [width, height] = [picture.width * scale, picture.height * scale];
  canvas.getContext('2d')?.drawImage(picture, (WIDTH - width) / 2, (HEIGHT - height) / 2, width, height);
  return canvas.toDataURL('image/jpeg', 0.82);
}

/** The picture above the title of a public form. */
export function CoverInput(props: {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (cover: string | undefined) => void;
}) {
  const t = useT();
  const toast = useToast();
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="w-cover">
      {props.value ? <img src={props.value} alt="" /> : null}
      <input
        ref={input}
        type="file"
        accept="image/*"
        // The form's own styles show what is only `hidden`.
        style={{ display: 'none' }}
        aria-label={t('cover')}
        onChange={async ({ target }) => {
          const [file] = target.files ?? [];
          target.value = '';
          if (!file) return;
          try {
            props.onChange?.(await cropped(file));
          } catch {
            toast.error(new Error(t('coverBad')));
          }
        }}
      />
      <Button {...(props.id ? { id: props.id } : {})} onClick={() => input.current?.click()}>
        {t('coverPick')}
      </Button>
      {props.value ? (
        <Button type="text" onClick={() => props.onChange?.(undefined)}>
          {t('coverRemove')}
        </Button>
      ) : null}
    </div>
  );
}
