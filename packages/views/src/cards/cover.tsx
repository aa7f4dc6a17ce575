import { type FileFacts, isShownImage } from '@trellis/forms/model';
import { useFileLinks } from '@trellis/forms/react';
import type { GalleryConfig } from '@trellis/metadata';
import './cover.css';

/** The first picture of a record, or the first letters of its name where there is none. */
export function Cover(props: {
  /** What the field of the cover holds. */
  readonly value: unknown;
  readonly title: string;
  readonly fit: GalleryConfig['fit'];
  /** Shown larger than the small pictures that the server keeps. */
  readonly large: boolean;
}) {
  const files = Array.isArray(props.value) ? (props.value as readonly FileFacts[]) : [];
  const picture = files.find(({ mime }) => mime.startsWith('image/'));
  const link = useFileLinks(picture ? [picture.id] : []).get(picture?.id ?? '');
  const shown = picture !== undefined && isShownImage(picture.mime);
  const url = props.large && shown ? link?.url : (link?.thumb ?? (shown ? link?.url : undefined));
  return (
    <div className="v-cover" data-fit={props.fit} aria-hidden>
      {url ? (
        <img src={url} alt="" loading="lazy" decoding="async" />
      ) : (
        <span>{[...props.title].slice(0, 2).join('')}</span>
      )}
    </div>
  );
}
