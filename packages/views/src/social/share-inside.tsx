import { splitRef } from '@trellis/forms/model';
import { matchText, readSearch } from '@trellis/metadata';
import {
  formParams,
  Icon,
  MemberAvatar,
  useClient,
  useMe,
  useMembers,
  useToast,
  useWorkspace,
} from '@trellis/ui/react';
import { Button, Input, Select } from 'antd';
import { useId, useState } from 'react';
import { useNavigation } from '../navigation.tsx';
import { useReadings } from '../search/use-readings.tsx';
import { copyText } from './copy.ts';
import { useJoined, useMemberName } from './member-name.tsx';
import { useT } from './messages.ts';
import { useAudience } from './use-comments.tsx';

/** Sends a record to colleagues, with a note. */
export function ShareInside(props: {
  readonly form: string;
  readonly recordId: string;
  readonly onSent: () => void;
}) {
  const { form, recordId: id } = props;
  const t = useT();
  const ids = { to: useId(), note: useId(), hint: useId() };
  const toast = useToast();
  const client = useClient();
  const { key: workspace } = useWorkspace();
  const { href } = useNavigation();
  const me = useMe().data?.id;
  const members = useMembers().data ?? [];
  const audience = useAudience(form, id, true);
  const nameOf = useMemberName();
  const joined = useJoined();
  const [to, setTo] = useState<readonly string[]>([]);
  const [note, setNote] = useState('');
  const [typed, setTyped] = useState('');
  const [sending, setSending] = useState(false);
  const search = readSearch(typed);
  const readings = useReadings(search);
  const seeing = new Set(audience.data?.members);
  const offered = members.filter((member) => member.id !== me && seeing.has(member.id));

  const send = async () => {
    setSending(true);
    try {
      const { unreached } = await client.call('shareRecord', {
        params: { ...formParams(workspace, form), id },
        body: { to: [...to], ...(note.trim() ? { note: note.trim() } : {}) },
      });
      const count = to.length - unreached.length;
      if (unreached.length > 0)
        toast.error(count === 0 ? t('sentNobody') : t('unreached', { names: joined(unreached.map(nameOf)) }));
      if (count === 0) return;
      toast.success(t('sent', { count }));
      props.onSent();
    } catch (error) {
      toast.error(error);
    } finally {
      setSending(false);
    }
  };
  const { app, key } = splitRef(form);
  const copy = async () => {
    const done = await copyText(window.location.origin + href({ kind: 'record', app, form: key, id }));
    if (done) toast.success(t('copied'));
    else toast.error(t('copyFailed'));
  };
  return (
    <div className="v-share-form">
      <label htmlFor={ids.to}>{t('to')}</label>
      <Select<string[]>
        id={ids.to}
        mode="multiple"
        aria-describedby={ids.hint}
        placeholder={t('toPlaceholder')}
        loading={audience.isPending}
        value={[...to]}
        onChange={setTo}
        maxCount={50}
        showSearch={{
          searchValue: typed,
          onSearch: setTyped,
          filterOption: (_, option) => {
            const match = matchText(String(option?.name ?? ''), search, readings);
            return search.terms.length === 0 || match?.terms.size === search.terms.length;
          },
        }}
        notFoundContent={t('nobody')}
        options={offered.map((member) => ({
          value: member.id,
          name: member.name,
          label: <MemberAvatar size={20} showName id={member.id} name={member.name} />,
        }))}
      />
      <p id={ids.hint} className="v-share-hint">
        {t('toHint')}
      </p>
      <label htmlFor={ids.note}>{t('note')}</label>
      <Input.TextArea
        id={ids.note}
        value={note}
        maxLength={1_000}
        autoSize={{ minRows: 2, maxRows: 6 }}
        placeholder={t('notePlaceholder')}
        onChange={({ target }) => setNote(target.value)}
      />
      <div className="v-share-end">
        <Button type="link" icon={<Icon name="link" />} onClick={() => void copy()}>
          {t('copyInside')}
        </Button>
        <Button type="primary" disabled={to.length === 0} loading={sending} onClick={() => void send()}>
          {t('send')}
        </Button>
      </div>
    </div>
  );
}
