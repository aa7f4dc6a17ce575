import { RecordLink } from '@trellis/forms/react';
import { type Refs, type Reply, useLocale } from '@trellis/ui/react';
import { useFormInfo } from '../catalog/provider.tsx';
import { Entry, useMemberName } from './entry.tsx';
import { useT } from './messages.ts';

export type RelatedRecord = Reply<'relatedActivity'>['records'][number];

/** A record that was created for this one. */
export function RelatedEntry({ record, refs }: { readonly record: RelatedRecord; readonly refs: Refs }) {
  const { id, form, by, at } = record;
  const t = useT();
  const { text } = useLocale();
  const nameOf = useMemberName();
  const info = useFormInfo(form);
  if (!info) return null;
  const label = text(info.label);
  // One without a name, or whose name is hidden, can be opened all the same.
  const title = refs[id]?.title || t('linked', { form: label });
  return (
    <Entry who={{ id: by, name: nameOf(by, refs) }} what={t('created', { form: label })} at={at}>
      <div className="v-activity-link">
        <RecordLink target={form} id={id} refs={{ [id]: { title } }} />
      </div>
    </Entry>
  );
}
