import { RouterProvider } from '@tanstack/react-router';
import { ApiProvider, createClient, createQueryClient, TrellisTheme } from '@trellis/ui/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { makeRouter } from './router.tsx';
import { sessionStore } from './session/session.ts';
import './shell/shell.css';

const queryClient = createQueryClient();
const client = createClient({ onUnauthorised: () => session.end() });
const session = sessionStore(client, async () => {
  await router.invalidate();
  // Nothing that one account saw may be shown to the next; forgotten once no page asks for it any more.
  if (session.current()?.status !== 'in') queryClient.clear();
});
const router = makeRouter(session);

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <TrellisTheme>
      <ApiProvider client={client} queryClient={queryClient}>
        <RouterProvider router={router} />
      </ApiProvider>
    </TrellisTheme>
  </StrictMode>,
);
