import { useQuery } from '@tanstack/react-query';
import { type CompiledField, optionsOfLines } from '@trellis/forms/model';
import { keys, useClient, useWorkspace } from '@trellis/ui/react';
import { Button } from 'antd';
import { changeConfig } from '../commands.ts';
import { useDesign } from '../design.tsx';
import { useT } from '../messages.ts';

/** More options than this nobody chooses from. */
const MOST = 100;

/** For a text that becomes a choice: the texts that records hold as its options, which is what one mostly wants. */
export function OptionsFromValues({ field }: { field: CompiledField }) {
  const t = useT();
  const { document, form, run } = useDesign();
  const client = useClient();
  const workspace = useWorkspace().key;
  const { data } = useQuery({
    queryKey: keys.used(workspace, form.ref, field.key),
    gcTime: 0,
    queryFn: async ({ signal }) => {
      const params = { workspace, app: form.app, form: form.key };
      const body = { field: field.key, limit: MOST };
      return (await client.call('usedValues', { params, body, signal })).values;
    },
  });
  const options = optionsOfLines((data ?? []).join('\n'), []);
  if (options.length === 0) return null;
  return (
    <Button
      size="small"
      className="d-under-help"
      onClick={() => run(changeConfig(document, field.key, { ...field.config, options: [...options] }))}
    >
      {t(options.length < MOST ? 'optionsFromValues' : 'optionsFromCommon', { count: options.length })}
    </Button>
  );
}
