import type { AppDocument, LocalText } from '@trellis/metadata';
import type { ClientCatalog } from '@trellis/views/model';

/** An entry of an app's menu that this member can open. */
interface MenuEntry {
  readonly kind: 'form' | 'dashboard';
  readonly key: string;
  readonly label: LocalText;
  readonly icon: string;
}
export interface MenuSection {
  readonly key: string;
  readonly label: LocalText;
  readonly entries: readonly MenuEntry[];
}

/** The app's menu without what the member may not open; empty groups go too. */
export function menuOf(catalog: ClientCatalog, app: string, document: AppDocument): MenuSection[] {
  return document.menu
    .map(
      (group): MenuSection => ({
        key: group.key,
        label: group.label,
        entries: group.items.flatMap((item): MenuEntry[] => {
          if (item.kind === 'dashboard') {
            const dashboard = catalog.dashboards.get(`${app}:${item.dashboard}`);
            if (!dashboard) return [];
            return [{ kind: 'dashboard', key: item.dashboard, label: dashboard.label, icon: 'dashboard' }];
          }
          const info = catalog.forms.get(`${app}:${item.form}`);
          if (!info?.actions.has('view')) return [];
          const icon = info.form.document.trellis.icon ?? 'file-text';
          return [{ kind: 'form', key: item.form, label: info.label, icon }];
        }),
      }),
    )
    .filter((group) => group.entries.length > 0);
}
