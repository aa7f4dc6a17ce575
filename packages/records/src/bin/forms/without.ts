import { type CompiledForm, resolveRef } from '@trellis/forms/model';
import { inspectBundle } from '@trellis/forms/server';
import type { AppBundle, DashboardDocument, Issue } from '@trellis/metadata';
import { fitting } from '../../definitions/parcel/fit.ts';

/**
 * An app without a form and all that can't be without it: its views, the rights in it, its place in the menu, cards of
 * dashboards, and of other forms the fields and rules that name it. `stuck`: what only people can change.
 * @param forms all forms of the workspace by "app:form"
 */
export function withoutForm(
  app: string,
  bundle: AppBundle,
  ref: string,
  forms: ReadonlyMap<string, CompiledForm>,
): { readonly bundle: AppBundle; readonly stuck: readonly Issue[] } {
  const withIt = new Map([...forms].filter(([, form]) => form.app !== app));
  const others = new Map([...withIt].filter(([one]) => one !== ref));
  const isIt = (form: string) => resolveRef(app, form) === ref;
  const without = <D>(
    documents: { readonly [key: string]: D },
    goes: (key: string, document: D) => boolean,
  ) => Object.fromEntries(Object.entries(documents).filter(([key, document]) => !goes(key, document)));
  const bare: AppBundle = {
    app: {
      ...bundle.app,
      menu: bundle.app.menu.map((group) => ({
        ...group,
        items: group.items.filter((item) => item.kind !== 'form' || !isIt(item.form)),
      })),
    },
    forms: without(bundle.forms, isIt),
    views: without(bundle.views, (_, { form }) => isIt(form)),
    roles: Object.fromEntries(
      Object.entries(bundle.roles).map(([key, role]) => [key, { ...role, forms: without(role.forms, isIt) }]),
    ),
    dashboards: bundle.dashboards,
  };
  const keys = { forms: new Set(Object.keys(bare.forms)), views: new Set(Object.keys(bare.views)) };
  const stood = new Set(inspectBundle(app, bundle, withIt).issues.map(identity));
  const stays = (issue: Issue) => stood.has(identity(issue));
  const after = withoutCards(app, fitting(app, bare, keys, others, stays).bundle, others, stays);
  return { bundle: after, stuck: inspectBundle(app, after, others).issues.filter((issue) => !stays(issue)) };
}

const identity = ({ path, code }: Issue): string => JSON.stringify([path, code]);

/** The bundle without the cards that something is wrong with by now. */
function withoutCards(
  app: string,
  bundle: AppBundle,
  others: ReadonlyMap<string, CompiledForm>,
  stays: (issue: Issue) => boolean,
): AppBundle {
  const wrong = new Map<string, Set<number>>();
  for (const issue of inspectBundle(app, bundle, others).issues) {
    const [kind, key, part, index] = issue.path;
    if (kind !== 'dashboards' || part !== 'cards' || stays(issue)) continue;
    wrong.set(String(key), (wrong.get(String(key)) ?? new Set()).add(Number(index)));
  }
  const lighter = (key: string, page: DashboardDocument): DashboardDocument =>
    wrong.has(key) ? { ...page, cards: page.cards.filter((_, index) => !wrong.get(key)?.has(index)) } : page;
  const dashboards = Object.entries(bundle.dashboards).map(
    ([key, page]) => [key, lighter(key, page)] as const,
  );
  return { ...bundle, dashboards: Object.fromEntries(dashboards) };
}
