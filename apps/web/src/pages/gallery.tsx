import { useQuery, useQueryClient } from '@tanstack/react-query';
import {
  ConfirmDanger,
  EmptyState,
  ErrorState,
  keys,
  PageHeader,
  SkeletonCards,
  useClient,
  useLocale,
  useToast,
  useWorkspace,
} from '@trellis/ui/react';
import { useState } from 'react';
import { useT } from '../messages.ts';
import { useTitle } from '../title.tsx';
import { InstallDialog } from './install-dialog.tsx';
import { TemplateCard, type TemplateInfo } from './template-card.tsx';

/** The templates of this installation: install, open, uninstall. */
export function GalleryPage() {
  const t = useT();
  const { text } = useLocale();
  const client = useClient();
  const cache = useQueryClient();
  const toast = useToast();
  const workspace = useWorkspace().key;
  const queryKey = [...keys.workspace(workspace), 'templates'];
  const query = useQuery({
    queryKey,
    queryFn: async ({ signal }) =>
      (await client.call('listTemplates', { params: { workspace }, signal })).templates,
  });
  const [installing, setInstalling] = useState<TemplateInfo>();
  const [leaving, setLeaving] = useState<TemplateInfo>();
  useTitle(t('galleryTitle'));

  const refresh = async () => {
    await Promise.all([
      cache.invalidateQueries({ queryKey }),
      cache.invalidateQueries({ queryKey: keys.catalog(workspace) }),
    ]);
  };
  const uninstall = async (template: TemplateInfo) => {
    const app = template.installed?.app;
    if (!app) return;
    try {
      await client.call('uninstallApp', { params: { workspace, app }, query: { confirm: app } });
      await refresh();
      setLeaving(undefined);
      toast.success(t('uninstalled', { name: text(template.label) }));
    } catch (error) {
      toast.error(error);
    }
  };

  return (
    <div className="w-page">
      <PageHeader title={t('galleryTitle')} description={t('galleryText')} />
      <div className="w-page-body">
        {query.data ? (
          query.data.length > 0 ? (
            <div className="w-cards">
              {query.data.map((template) => (
                <TemplateCard
                  key={template.template}
                  template={template}
                  onInstall={() => setInstalling(template)}
                  onUninstall={() => setLeaving(template)}
                />
              ))}
            </div>
          ) : (
            <EmptyState icon="appstore" title={t('galleryEmptyTitle')} description={t('galleryEmptyText')} />
          )
        ) : query.error ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <div className="w-cards">
            <SkeletonCards cards={1} height={212} />
            <SkeletonCards cards={1} height={212} />
          </div>
        )}
      </div>
      {installing ? (
        <InstallDialog template={installing} onClose={() => setInstalling(undefined)} onDone={refresh} />
      ) : null}
      {leaving ? (
        <ConfirmDanger
          open
          title={t('uninstallTitle', { name: text(leaving.label) })}
          description={t('uninstallText')}
          name={text(leaving.label)}
          action={t('uninstall')}
          onConfirm={() => uninstall(leaving)}
          onClose={() => setLeaving(undefined)}
        />
      ) : null}
    </div>
  );
}
