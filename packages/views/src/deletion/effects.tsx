import type { DeletionEffect } from '@trellis/metadata';
import { Icon, type Refs, useLocale } from '@trellis/ui/react';
import { useClientCatalog } from '../catalog/provider.tsx';
import './deletion.css';
import { useT } from './messages.ts';

/** In the order in which they matter to whoever deletes. */
const KINDS = ['restrict', 'forbidden', 'along', 'clear'] as const;

/** Whether an effect stands in the way. */
export const holds = ({ what }: DeletionEffect): boolean => what === 'restrict' || what === 'forbidden';

/** What the deletion of records means for others, by what becomes of them. */
export function DeletionEffects(props: { readonly effects: readonly DeletionEffect[]; readonly refs: Refs }) {
  const t = useT();
  const parts = KINDS.map((what) => ({ what, of: props.effects.filter((one) => one.what === what) }));
  return (
    <dl className="v-deletion">
      {parts.map(({ what, of }) =>
        of.length === 0 ? null : (
          <div key={what} data-held={of.some(holds) || undefined}>
            <dt>
              <Icon name={what === 'clear' ? 'link' : what === 'along' ? 'delete' : 'warning'} />
              {t(what)}
            </dt>
            {of.map((effect) => (
              <dd key={effect.form}>
                <Effect effect={effect} refs={props.refs} />
              </dd>
            ))}
          </div>
        ),
      )}
    </dl>
  );
}

function Effect({ effect, refs }: { readonly effect: DeletionEffect; readonly refs: Refs }) {
  const t = useT();
  const { text, locale } = useLocale();
  const catalog = useClientCatalog();
  const { form, count, more, records } = effect;
  if (form === null) return t('unseen');
  const label = catalog.forms.get(form)?.label;
  const names = records.flatMap((id) => {
    const title = refs[id]?.title;
    return title === undefined ? [] : [t('quote', { name: title || t('unnamed') })];
  });
  const some = more || count > names.length;
  return (
    <>
      {t(more ? 'countMore' : 'count', {
        form: label ? text(label) : form,
        count: count.toLocaleString(locale),
      })}
      {names.length > 0 ? (
        <span className="t-muted">
          {t(some ? 'namedSome' : 'named', { names: names.join(t('between')) })}
        </span>
      ) : null}
    </>
  );
}
