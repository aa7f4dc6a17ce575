import { useQuery, useQueryClient } from '@tanstack/react-query';
import { formParams, Icon, keys, type Reply, useClient, useToast, useWorkspace } from '@trellis/ui/react';
import { Button } from 'antd';
import { useT } from './messages.ts';

/** Follows a record, or no longer. */
export function FollowButton({ form, recordId: id }: { readonly form: string; readonly recordId: string }) {
  const t = useT();
  const toast = useToast();
  const client = useClient();
  const cache = useQueryClient();
  const { key: workspace } = useWorkspace();
  const params = { ...formParams(workspace, form), id };
  const queryKey = keys.follow(workspace, form, id);
  const follow = useQuery({
    queryKey,
    queryFn: ({ signal }) => client.call('getFollow', { params, signal }),
  }).data;
  const following = follow?.following ?? false;
  const set = async () => {
    // On the screen at once; what goes wrong takes it back.
    cache.setQueryData<Reply<'getFollow'>>(queryKey, { following: !following, starred: !following });
    try {
      cache.setQueryData(
        queryKey,
        await client.call('setFollow', { params, body: { following: !following } }),
      );
      void cache.invalidateQueries({ queryKey: keys.followed(workspace) });
      // Lists may be about what one follows.
      void cache.invalidateQueries({ queryKey: keys.lists(workspace, form) });
    } catch (error) {
      toast.error(error);
      void cache.invalidateQueries({ queryKey });
    }
  };
  const hint = !following ? 'followHint' : follow?.starred ? 'unfollowHint' : 'ownHint';
  return (
    <Button
      className="v-follow"
      icon={<Icon name={following ? 'star-filled' : 'star'} />}
      aria-label={t(following ? 'following' : 'follow')}
      aria-pressed={following}
      title={t(hint)}
      disabled={!follow}
      data-following={following || undefined}
      onClick={() => void set()}
    >
      <span className="v-follow-text">{t(following ? 'following' : 'follow')}</span>
    </Button>
  );
}
