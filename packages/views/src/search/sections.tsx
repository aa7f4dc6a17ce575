import type { Reply } from '@trellis/ui/react';
import { Icon, useLocale } from '@trellis/ui/react';
import type { ReactNode } from 'react';
import type { ClientCatalog } from '../catalog/catalog.ts';
import type { Place } from '../navigation.tsx';
import { Highlight } from './highlight.tsx';
import { useT } from './messages.ts';
import type { FoundPlace } from './places.ts';
import type { Visit } from './recent.tsx';
import { RecordLine } from './record-line.tsx';

type Answer = Reply<'searchWorkspace'>;

/** A line of the palette: it leads somewhere, or searches on in one form. */
export interface Item {
  readonly key: string;
  readonly place?: Place;
  readonly only?: string;
  readonly content: ReactNode;
}

/** Lines under a heading. */
export interface Section {
  readonly key: string;
  readonly title: ReactNode;
  readonly items: readonly Item[];
}

/** The texts and names that sections are made of. */
export function useSections(catalog: ClientCatalog) {
  const t = useT();
  const { text } = useLocale();
  const several = catalog.apps.size > 1;

  const nameOf = (form: string): string => text(catalog.forms.get(form)?.label ?? { zh: form });
  const line = (icon: string, label: ReactNode, hint?: ReactNode) => (
    <>
      <Icon name={icon} />
      <span className="v-palette-title t-ellipsis">{label}</span>
      {hint ? <span className="v-palette-hint t-ellipsis">{hint}</span> : null}
    </>
  );

  const placeItem = (place: FoundPlace): Item => {
    const label = <Highlight text={place.label} ranges={place.ranges} />;
    const kinds = { app: t('app'), form: t('form'), view: t('view'), dashboard: t('dashboard'), create: '' };
    const hint = [place.kind === 'view' || several ? place.within : '', kinds[place.kind]]
      .filter(Boolean)
      .join(' · ');
    return {
      key: place.key,
      place: place.place,
      content: line(
        place.icon,
        place.kind === 'create' ? aroundForm(t('create', { form: '\0' }), label) : label,
        hint,
      ),
    };
  };

  return {
    nameOf,
    places: (found: readonly FoundPlace[]): Section => ({
      key: 'places',
      title: t('places'),
      items: found.map(placeItem),
    }),
    create: (found: readonly FoundPlace[]): Section => ({
      key: 'create',
      title: t('newOnes'),
      items: found.map(placeItem),
    }),
    recent: (visits: readonly Visit[]): Section => ({
      key: 'recent',
      title: t('recent'),
      items: visits.flatMap(({ form, id, title }) => {
        const info = catalog.forms.get(form);
        if (!info?.actions.has('view')) return [];
        const { app, key } = info.form;
        const icon = info.form.document.trellis.icon ?? 'file-text';
        return [
          {
            key: `recent ${id}`,
            place: { kind: 'record', app, form: key, id },
            content: line(icon, title, nameOf(form)),
          },
        ];
      }),
    }),
    found: (answer: Answer, typed: string): Section[] =>
      answer.forms.flatMap((group): Section[] => {
        const info = catalog.forms.get(group.form);
        if (!info) return [];
        const { app, key } = info.form;
        const items = group.hits.map(
          (hit): Item => ({
            key: hit.record.id,
            place: { kind: 'record', app, form: key, id: hit.record.id },
            content: <RecordLine info={info} hit={hit} facts={group.facts} refs={answer.refs} />,
          }),
        );
        const all: Item = {
          key: `all ${group.form}`,
          place: { kind: 'form', app, form: key, search: { q: typed } },
          content: line('search', t('all', { form: nameOf(group.form) })),
        };
        const count = t(group.more ? 'countMore' : 'count', { count: group.count });
        return [
          {
            key: group.form,
            title: (
              <>
                {nameOf(group.form)}
                {several ? <span>{text(catalog.apps.get(app)?.label ?? { zh: app })}</span> : null}
                <span className="t-num">{count}</span>
              </>
            ),
            items: group.count > group.hits.length ? [...items, all] : items,
          },
        ];
      }),
    missed: (forms: readonly string[]): Section => ({
      key: 'missed',
      title: t('missed', { forms: forms.map(nameOf).join('、') }),
      items: forms.map((form) => ({
        key: `missed ${form}`,
        only: form,
        content: line('search', t('missedIn', { form: nameOf(form) })),
      })),
    }),
  };
}

/** A sentence with an element in place of its gap. */
function aroundForm(sentence: string, form: ReactNode): ReactNode {
  const [before, after] = sentence.split('\0');
  return (
    <>
      {before}
      {form}
      {after}
    </>
  );
}
