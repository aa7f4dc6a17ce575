import { ApiError, type Client, type Session } from '@trellis/ui/react';

type SessionState =
  /** `expired` while working, `left` by choice, or never been `in` on this page. */
  | { readonly status: 'out'; readonly why: 'expired' | 'left' | 'new' }
  /** Nobody has set the installation up yet. */
  | { readonly status: 'setup' }
  | {
      readonly status: 'in';
      readonly account: Session['account'];
      readonly workspaces: Session['workspaces'];
    };

/** Set while this browser may hold a refresh cookie, which pages can't see: without it nobody asks for a refusal. */
const HINT = 'trellis.session';

/** Who is logged in on this page. */
export interface SessionStore {
  /** The state; the first call asks the server (refresh cookie), later ones answer at once. Throws when it can't be reached. */
  load(): Promise<SessionState>;
  current(): SessionState | undefined;
  start(session: Session): void;
  /** The server no longer takes the session. */
  end(): void;
  logout(): Promise<void>;
}

/** A store over a client. `onChange` is called after the state changed by itself (login, logout, expiry). */
export function sessionStore(client: Client, onChange: () => Promise<void>): SessionStore {
  let state: SessionState | undefined;
  let loading: Promise<SessionState> | undefined;

  async function ask(): Promise<SessionState> {
    const { setupRequired } = await client.call('status');
    if (setupRequired) return { status: 'setup' };
    if (!localStorage.getItem(HINT)) return { status: 'out', why: 'new' };
    try {
      return signedIn(await client.refresh());
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) {
        localStorage.removeItem(HINT);
        return { status: 'out', why: 'new' };
      }
      throw error;
    }
  }

  const become = (next: SessionState): void => {
    state = next;
    if (next.status === 'in') localStorage.setItem(HINT, '1');
    else localStorage.removeItem(HINT);
    void onChange();
  };

  return {
    async load() {
      if (state) return state;
      loading ??= ask().finally(() => {
        loading = undefined;
      });
      state = await loading;
      return state;
    },
    current: () => state,
    start(session) {
      client.setToken(session.accessToken);
      become(signedIn(session));
    },
    end() {
      client.setToken(null);
      become({ status: 'out', why: 'expired' });
    },
    async logout() {
      await client.call('logout').catch(() => {
        // Without an answer the cookie lives on, but this page forgets the session all the same.
      });
      client.setToken(null);
      become({ status: 'out', why: 'left' });
    },
  };
}

const signedIn = (session: Session): SessionState => ({
  status: 'in',
  account: session.account,
  workspaces: session.workspaces,
});
