import { splitRef } from '@trellis/forms/model';
import {
  type Locale,
  MATCH_GRADES,
  matchText,
  type Readings,
  type SearchQuery,
  type TextRange,
} from '@trellis/metadata';
import type { ClientCatalog } from '../catalog/catalog.ts';
import type { OwnView } from '../data/my-views.tsx';
import { viewKinds } from '../kinds/registry.ts';
import type { Place } from '../navigation.tsx';

/** Something other than a record that a search leads to. */
export interface FoundPlace {
  readonly key: string;
  readonly kind: 'app' | 'form' | 'view' | 'dashboard' | 'create';
  readonly icon: string;
  readonly label: string;
  readonly ranges: readonly TextRange[];
  /** Where it stands: the app, or the form of a view. */
  readonly within: string;
  readonly place: Place;
}

/** What the catalog knows by name, and the member's own views, in the language of the member. */
export function placesOf(
  catalog: ClientCatalog,
  own: readonly Pick<OwnView, 'id' | 'app' | 'form' | 'document'>[],
  locale: Locale,
): FoundPlace[] {
  const say = (text: { readonly zh: string; readonly en?: string | undefined }) =>
    locale === 'en' ? (text.en ?? text.zh) : text.zh;
  const appName = (app: string) => say(catalog.apps.get(app)?.label ?? { zh: app });
  const places: FoundPlace[] = [...catalog.apps].map(([app, { label }]) => ({
    key: `app ${app}`,
    kind: 'app',
    icon: 'appstore',
    label: say(label),
    ranges: [],
    within: '',
    place: { kind: 'app', app },
  }));
  for (const { form, label, actions, views } of catalog.forms.values()) {
    const { app, key } = form;
    const icon = form.document.trellis.icon ?? 'file-text';
    const common = { icon, ranges: [], label: say(label), within: appName(app) };
    if (actions.has('view'))
      places.push({
        ...common,
        key: `form ${form.ref}`,
        kind: 'form',
        place: { kind: 'form', app, form: key },
      });
    if (actions.has('create'))
      places.push({
        ...common,
        key: `create ${form.ref}`,
        kind: 'create',
        icon: 'plus',
        place: { kind: 'form', app, form: key, search: { new: '1' } },
      });
    const mine = own.filter((view) => view.app === app && view.form === key);
    for (const [view, document] of [...views, ...mine.map((view) => [view.id, view.document] as const)]) {
      places.push({
        key: `view ${form.ref} ${view}`,
        kind: 'view',
        icon: viewKinds.find(document.kind)?.icon ?? 'table',
        label: say(document.label),
        ranges: [],
        within: say(label),
        place: { kind: 'form', app, form: key, search: { view } },
      });
    }
  }
  for (const [ref, { label }] of catalog.dashboards) {
    const { app, key: dashboard } = splitRef(ref);
    places.push({
      key: `dashboard ${ref}`,
      kind: 'dashboard',
      icon: 'dashboard',
      label: say(label),
      ranges: [],
      within: appName(app),
      place: { kind: 'dashboard', app, dashboard },
    });
  }
  return places;
}

/** The places whose names have all of the search, the best first; equal ones in their order. */
export function findPlaces(
  places: readonly FoundPlace[],
  query: SearchQuery,
  readings: Readings | undefined,
  most: number,
): FoundPlace[] {
  return places
    .flatMap((place) => {
      const match = matchText(place.label, query, readings);
      if (!match || match.terms.size < query.terms.length) return [];
      return [{ place: { ...place, ranges: match.ranges }, grade: MATCH_GRADES.indexOf(match.grade) }];
    })
    .sort((a, b) => a.grade - b.grade)
    .slice(0, most)
    .map(({ place }) => place);
}
