import { splitRef } from '@trellis/forms/model';
import { Icon, type Reply, useLocale } from '@trellis/ui/react';
import type { Navigation, Place } from '@trellis/views/react';
import { Button, Tag } from 'antd';
import { useT } from './messages.ts';
import './past.css';

export type FieldUse = Reply<'listUses'>['uses'][number];

/**
 * Where something is used, by definition, each place with a way there.
 * @param here "app:form" of the form that is designed
 * @param href given, since a dialog of its own stands outside the address bar's reach
 * @param onField shows a field of that form; without it the places are only named
 */
export function UsesList({
  uses,
  here,
  href,
  onField,
}: {
  readonly uses: readonly FieldUse[];
  readonly here: string;
  readonly href: Navigation['href'];
  readonly onField?: ((field: string | undefined) => void) | undefined;
}) {
  const t = useT();
  const { text } = useLocale();
  const groups = new Map<string, FieldUse[]>();
  for (const use of uses) {
    const name = `${use.kind} ${use.app}:${use.key}`;
    groups.set(name, [...(groups.get(name) ?? []), use]);
  }
  return (
    <ul className="d-uses">
      {[...groups].map(([name, places]) => {
        const [first] = places;
        if (!first) return null;
        const { kind, app, key, label } = first;
        const own = kind === 'form' && `${app}:${key}` === here;
        const place = own ? undefined : placeOf(first);
        return (
          <li key={name}>
            <strong>{own ? t('here') : t(`kind_${kind}`, { name: text(label) })}</strong>{' '}
            {place ? (
              <a href={href(place)} target="_blank" rel="noreferrer">
                {t('go')}
              </a>
            ) : null}
            <ul>
              {places.map((use) => (
                <li key={`${use.place} ${use.field ?? ''}`}>
                  <span>
                    {use.blocks ? (
                      <span data-blocks title={t('blocks')}>
                        <Icon name="warning" />
                        <span className="t-sr-only">{t('blocks')}</span>{' '}
                      </span>
                    ) : null}
                    {use.place} {use.draft ? <Tag>{t('draft')}</Tag> : null}
                  </span>
                  {own && onField ? (
                    <Button type="link" size="small" onClick={() => onField(use.field)}>
                      {t('go')}
                    </Button>
                  ) : null}
                </li>
              ))}
            </ul>
          </li>
        );
      })}
    </ul>
  );
}

/** Roles, templates and views of others have no page of their own to be looked at; what only a draft says, no page shows. */
function placeOf({ kind, app, key, form, draft }: FieldUse): Place | undefined {
  switch (kind) {
    case 'form':
      return { kind: 'design', app, form: key };
    case 'public':
      return { kind: 'public', app, form: key };
    case 'dashboard':
      return draft ? undefined : { kind: 'dashboard', app, dashboard: key };
    case 'view': {
      if (draft || !form) return undefined;
      const shown = splitRef(form);
      return { kind: 'form', app: shown.app, form: shown.key, search: { view: key } };
    }
    case 'personal':
    case 'role':
    case 'template':
      return undefined;
  }
}
