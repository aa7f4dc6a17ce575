import { useQueryClient } from '@tanstack/react-query';
import { splitRef } from '@trellis/forms/model';
import {
  EmptyState,
  ErrorState,
  Icon,
  keys,
  type Member,
  MemberAvatar,
  OptionTag,
  PageHeader,
  SkeletonRows,
  useClient,
  useLocale,
  useMe,
  useMembers,
  useToast,
  useWorkspace,
} from '@trellis/ui/react';
import { useClientCatalog } from '@trellis/views/react';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useT } from '../messages.ts';
import { useTitle } from '../title.tsx';
import { MemberDialog } from './member-dialog.tsx';

/** Who belongs to the workspace, and what they may do. */
export function MembersPage() {
  const t = useT();
  const query = useMembers();
  const me = useMe().data;
  const [search, setSearch] = useState('');
  const [editing, setEditing] = useState<Member | 'new'>();
  useTitle(t('membersTitle'));
  const admin = me?.admin ?? false;
  const wanted = search.trim().toLowerCase();
  const shown = query.data?.filter((m) => `${m.name} ${m.email ?? ''}`.toLowerCase().includes(wanted));
  return (
    <div className="w-page">
      <PageHeader
        title={t('membersTitle')}
        description={t('membersText')}
        actions={
          admin ? (
            <Button type="primary" icon={<Icon name="plus" />} onClick={() => setEditing('new')}>
              {t('addMember')}
            </Button>
          ) : null
        }
      />
      <div className="w-page-body">
        <Input
          className="w-members-search"
          allowClear
          prefix={<Icon name="search" />}
          placeholder={t('searchMembers')}
          aria-label={t('searchMembers')}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        {shown ? (
          shown.length > 0 ? (
            <ul className="w-members">
              {shown.map((member) => (
                <MemberRow
                  key={member.id}
                  member={member}
                  editable={admin}
                  self={member.id === me?.id}
                  onEdit={() => setEditing(member)}
                />
              ))}
            </ul>
          ) : (
            <EmptyState icon="search" title={t('noMatch')} />
          )
        ) : query.error ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <SkeletonRows rows={8} columns={4} height={57} />
        )}
      </div>
      {editing ? (
        <MemberDialog
          member={editing === 'new' ? undefined : editing}
          onClose={() => setEditing(undefined)}
        />
      ) : null}
    </div>
  );
}

function MemberRow(props: { member: Member; editable: boolean; self: boolean; onEdit: () => void }) {
  const { member } = props;
  const t = useT();
  const { text } = useLocale();
  const catalog = useClientCatalog();
  const client = useClient();
  const cache = useQueryClient();
  const toast = useToast();
  const workspace = useWorkspace().key;
  const setDisabled = async (disabled: boolean) => {
    await client.call('updateMember', { params: { workspace, id: member.id }, body: { disabled } });
    await cache.invalidateQueries({ queryKey: keys.members(workspace) });
  };
  const toggle = async () => {
    try {
      await setDisabled(!member.disabled);
      const message = member.disabled ? 'enabledToast' : 'disabledToast';
      toast.undo(t(message, { name: member.name }), () => setDisabled(member.disabled));
    } catch (error) {
      toast.error(error);
    }
  };
  /** "客户全生命周期 CRM · 销售": the same role name may exist in two apps. */
  const roleName = (ref: string) => {
    const label = catalog.roles.get(ref);
    if (!label) return ref;
    const app = catalog.apps.get(splitRef(ref).app);
    return catalog.apps.size > 1 && app ? `${text(app.label)} · ${text(label)}` : text(label);
  };
  return (
    <li className="w-member" data-disabled={member.disabled || undefined}>
      <MemberAvatar name={member.name} id={member.id} size={32} />
      <span className="w-member-name">
        <strong className="t-ellipsis">{member.name}</strong>
        <span className="t-ellipsis" title={member.email ? undefined : t('noLoginHelp')}>
          {member.email ?? t('noLogin')}
        </span>
      </span>
      <span className="w-member-roles">
        {member.admin ? <OptionTag color="blue">{t('admin')}</OptionTag> : null}
        {member.roles.map((role) => (
          <OptionTag key={role} color="teal">
            {roleName(role)}
          </OptionTag>
        ))}
        {member.admin || member.roles.length > 0 ? null : <span className="t-muted">{t('noRole')}</span>}
      </span>
      <span className="w-member-state">
        {member.disabled ? <OptionTag color="red">{t('disabled')}</OptionTag> : null}
      </span>
      {props.editable ? (
        <span className="w-member-actions">
          <Button type="text" size="small" icon={<Icon name="edit" />} onClick={props.onEdit}>
            {t('editMember')}
          </Button>
          <Button type="text" size="small" disabled={props.self} onClick={() => void toggle()}>
            {member.disabled ? t('enable') : t('disable')}
          </Button>
        </span>
      ) : null}
    </li>
  );
}
