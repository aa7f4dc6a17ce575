import type { ProductPage } from '@trellis/metadata';
import { createContext, useContext } from 'react';
import type { Search } from './state/list-state.ts';

/** A place of the product that a view can lead to; the app decides what address it has. */
export type Place =
  | { readonly kind: 'app'; readonly app: string }
  /** A page that is of no app. */
  | { readonly kind: 'page'; readonly page: ProductPage }
  | { readonly kind: 'bin'; readonly app: string; readonly form: string }
  | { readonly kind: 'duplicates'; readonly app: string; readonly form: string }
  | { readonly kind: 'design'; readonly app: string; readonly form: string }
  | { readonly kind: 'public'; readonly app: string; readonly form: string }
  | { readonly kind: 'print'; readonly app: string; readonly form: string; readonly search: Search }
  | { readonly kind: 'import'; readonly app: string; readonly form: string }
  | { readonly kind: 'form'; readonly app: string; readonly form: string; readonly search?: Search }
  | { readonly kind: 'dashboard'; readonly app: string; readonly dashboard: string }
  | {
      readonly kind: 'record';
      readonly app: string;
      readonly form: string;
      readonly id: string;
      readonly search?: Search;
    };

/** What views know of the address bar. */
export interface Navigation {
  /** Parameters of the present address. */
  readonly search: Search;
  /** Replaces the parameters; `replace` leaves no step to go back to. */
  setSearch(next: Search, options?: { readonly replace?: boolean }): void;
  /** Resolves once one is there. */
  go(place: Place, options?: { readonly replace?: boolean }): Promise<void>;
  /** The address for a real link, so that a middle click works. */
  href(place: Place): string;
}

const Context = createContext<Navigation | null>(null);

/** Gives views their address bar; the app's router stands behind it. */
export const NavigationProvider = Context.Provider;

/** The address bar of the surrounding app. */
export function useNavigation(): Navigation {
  const navigation = useContext(Context);
  if (!navigation) throw new Error('NavigationProvider is missing');
  return navigation;
}
