import { formatDateTime, useIsPhone, useLocale } from '@trellis/ui/react';
import { MIB } from '../../values/files.ts';
import type { WidgetProps } from '../../widgets/facet.tsx';
import { ImageTiles } from '../../widgets/files/image-tiles.tsx';
import { prepareImage } from '../../widgets/files/images.ts';
import { useFileT } from '../../widgets/files/messages.ts';
import { FilePick, PickButton } from '../../widgets/files/pick.tsx';
import { placeText } from '../../widgets/files/place.ts';
import { Refused } from '../../widgets/files/refused.tsx';
import { useUploads } from '../../widgets/files/use-uploads.tsx';
import { useFormServices } from '../../widgets/services.tsx';
import type { ImageConfig } from './model.ts';

export function ImageWidget(props: WidgetProps<ImageConfig>) {
  const t = useFileT();
  const isPhone = useIsPhone();
  const { locale } = useLocale();
  const { tz, member, members } = useFormServices();
  const { maxCount, maxSize, maxEdge, watermark, cameraOnly } = props.config;
  const lines = async () => [
    ...(watermark?.includes('time') ? [formatDateTime(new Date().toISOString(), { locale, tz })] : []),
    ...(watermark?.includes('member') ? [members.find(({ id }) => id === member.id)?.name ?? ''] : []),
    ...(watermark?.includes('place') ? [(await placeText()) ?? t('placeUnknown')] : []),
  ];
  const { files, pending, refused, add, remove } = useUploads({
    value: props.value,
    onChange: props.onChange,
    limits: { kinds: ['image'], maxBytes: maxSize * MIB },
    maxCount,
    prepare: async (file) => prepareImage(file, { maxEdge, lines: (await lines()).filter(Boolean) }),
  });
  const disabled = props.disabled ?? false;
  const full = disabled || files.length >= maxCount;
  return (
    <FilePick field={props} onFiles={cameraOnly && isPhone ? () => undefined : add} disabled={disabled}>
      {files.length > 0 ? (
        <ImageTiles files={files} pending={pending} onRemove={disabled ? undefined : remove} />
      ) : null}
      <div className="f-file-pick">
        {cameraOnly && isPhone ? null : (
          <PickButton
            field={props}
            id={props.id}
            icon="picture"
            text={t('chooseImages')}
            accept="image/*"
            multiple={maxCount > 1}
            disabled={full}
            onFiles={add}
          />
        )}
        {isPhone ? (
          <PickButton
            field={cameraOnly ? props : {}}
            {...(cameraOnly ? { id: props.id } : {})}
            icon="camera"
            text={t('takePhoto')}
            accept="image/*"
            multiple={false}
            camera
            disabled={full}
            onFiles={add}
          />
        ) : null}
        <span className="f-help">{t('most', { count: maxCount, size: maxSize })}</span>
      </div>
      <Refused texts={refused} />
    </FilePick>
  );
}
