import { useQuery } from '@tanstack/react-query';
import { compileForm } from '@trellis/forms/model';
import type { FormDocument, Issue } from '@trellis/metadata';
import { ErrorState, keys, SkeletonForm, useClient, useWorkspace } from '@trellis/ui/react';
import { Editor } from './editor.tsx';

/** Whether a document is enough of a form to be shown; a draft may be any JSON. */
function readable(ref: string, document: unknown): document is FormDocument {
  try {
    const form = document as FormDocument;
    compileForm(ref, form);
    return (
      Array.isArray(form.trellis.layout) &&
      Array.isArray(form.required) &&
      form.trellis.label.zh !== undefined
    );
  } catch {
    return false;
  }
}

/** Loads a form's draft and past, and opens its designer. For administrators. */
export function FormDesigner({ app, form }: { readonly app: string; readonly form: string }) {
  const client = useClient();
  const workspace = useWorkspace().key;
  const params = { workspace, kind: 'form' as const, app, key: form };
  const ref = `${app}:${form}`;
  const query = useQuery({
    queryKey: keys.definition(workspace, 'form', app, form),
    queryFn: async ({ signal }) => {
      const [definition, { fields }] = await Promise.all([
        client.call('getDefinition', { params, signal }),
        client.call('listRemoved', { params: { workspace, app, key: form }, signal }),
      ]);
      return { definition, past: fields };
    },
    // The designer starts from what the server has now, and keeps its own copy from then on.
    gcTime: 0,
    staleTime: 0,
  });
  if (!query.data) {
    if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
    return (
      <div className="d-loading">
        <SkeletonForm fields={8} columns={2} />
      </div>
    );
  }
  const { definition, past } = query.data;
  const { draft, revision } = definition;
  const published = (definition.published ?? null) as FormDocument | null;
  const good = draft !== null && readable(ref, draft);
  const initial = good ? draft : published;
  if (!initial) return <ErrorState error={new Error(ref)} onRetry={() => void query.refetch()} />;
  const reload = async () => {
    const fresh = await client.call('getDefinition', { params });
    const document = fresh.draft ?? fresh.published;
    return readable(ref, document)
      ? { document, revision: fresh.revision, issues: fresh.issues as readonly Issue[] }
      : null;
  };
  return (
    <Editor
      key={ref}
      app={app}
      formKey={form}
      initial={initial}
      broken={draft !== null && !good}
      revision={revision}
      issues={good ? (definition.issues as readonly Issue[]) : []}
      published={published}
      past={past}
      reload={reload}
    />
  );
}
