import { type ComponentType, type ReactNode, Suspense, use, useState } from 'react';

/** A part of a page that is not fetched together with it. */
export interface Later<P> {
  (props: P): ReactNode;
  /** Fetches it before anybody asks for it. */
  fetch(): Promise<unknown>;
  /** Whether it is there, so that it is drawn at once. */
  here(): boolean;
}

/**
 * A part that is fetched when it is first shown, or before (`fetch`). Once it is there it is drawn at once and stays
 * what it was: nothing that was typed in it is lost.
 * @param waiting stands there meanwhile; as high as the part, so that nothing jumps
 */
export function later<P extends object>(
  load: () => Promise<ComponentType<P>>,
  waiting: ReactNode | ((props: P) => ReactNode) = null,
): Later<P> {
  let part: ComponentType<P> | undefined;
  let coming: Promise<ComponentType<P>> | undefined;
  const fetch = () => {
    coming ??= load().then(
      (loaded) => {
        part = loaded;
        return loaded;
      },
      (error: unknown) => {
        // The next one to ask tries again.
        coming = undefined;
        throw error;
      },
    );
    return coming;
  };
  function Part({ props, loading }: { readonly props: P; readonly loading: Promise<ComponentType<P>> }) {
    const Shown = use(loading);
    return <Shown {...props} />;
  }
  function Fetched(props: P) {
    // As it was at first, it stays: to change over would draw the part anew.
    const [Here] = useState(() => part);
    const [loading] = useState(fetch);
    if (Here) return <Here {...props} />;
    return (
      <Suspense fallback={typeof waiting === 'function' ? waiting(props) : waiting}>
        <Part props={props} loading={loading} />
      </Suspense>
    );
  }
  return Object.assign(Fetched, { fetch, here: () => part !== undefined });
}

/** Fetches parts that will be asked for soon; one that can't be had now is fetched when it is needed. */
export function fetchSoon(parts: readonly Pick<Later<never>, 'fetch'>[]): void {
  for (const part of parts) part.fetch().catch(() => undefined);
}
