import type { AppDocument } from '@trellis/metadata';

/** The app with forms in its menu: below another one where it is there, else at the end. */
export function withMenuItems(app: AppDocument, forms: readonly string[], below?: string): AppDocument {
  const known = new Set(
    app.menu.flatMap(({ items }) => items.map((item) => ('form' in item ? item.form : ''))),
  );
  const items = forms.filter((form) => !known.has(form)).map((form) => ({ kind: 'form' as const, form }));
  if (items.length === 0) return app;
  if (app.menu.length === 0)
    return { ...app, menu: [{ key: 'forms', label: { zh: '表单', en: 'Forms' }, items }] };
  const placeIn = (group: AppDocument['menu'][number]) =>
    group.items.findIndex((item) => item.kind === 'form' && item.form === below);
  const found = app.menu.findIndex((group) => placeIn(group) >= 0);
  const at = found < 0 ? app.menu.length - 1 : found;
  return {
    ...app,
    menu: app.menu.map((group, index) => {
      if (index !== at) return group;
      const place = found < 0 ? group.items.length : placeIn(group) + 1;
      return { ...group, items: group.items.toSpliced(place, 0, ...items) };
    }),
  };
}
