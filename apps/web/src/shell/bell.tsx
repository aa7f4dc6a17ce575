import { useNavigate } from '@tanstack/react-router';
import { MessageBell } from '@trellis/views/react';
import { setUnread } from '../title.tsx';
import { useHere } from './here.tsx';

/** What one was told; the number stands in the title of the browser's tab too. */
export function Bell() {
  const navigate = useNavigate();
  const { ws } = useHere();
  return (
    <MessageBell
      onCount={setUnread}
      onSettings={() => void navigate({ to: '/w/$ws/notifications', params: { ws } })}
    />
  );
}
