import type { Env, Expr, Row } from '@trellis/logic';
import { useLocale } from '@trellis/ui/react';
import { createContext, type ReactNode, useContext, useMemo, useRef } from 'react';
import type { FileFacts, TextEnv } from '../contract.ts';
import type { Refs } from './facet.tsx';
import type { RelationServices } from './relations.ts';

export interface MemberChoice {
  readonly id: string;
  readonly name: string;
  readonly disabled: boolean;
  /** Ids of the departments that the member belongs to. */
  readonly departments?: readonly string[];
  /** "app:role". */
  readonly roles?: readonly string[];
}
export interface DepartmentChoice {
  readonly id: string;
  readonly name: string;
  readonly parent: string | null;
}
export interface RecordChoice {
  readonly id: string;
  readonly title: string;
  /** A second line that tells records of one title apart. */
  readonly hint?: string;
}

/** Where a file can be read for a while. */
export interface FileLink {
  readonly url: string;
  /** To save it under its name. */
  readonly download: string;
  /** A small picture of an image. */
  readonly thumb?: string;
  /** When the addresses end, in milliseconds since 1970. */
  readonly expires: number;
}

/** Files that forms send and show. */
export interface FileServices {
  /** Keeps a file until a record is saved with it. What it throws carries its words as `message`. */
  upload(
    file: File,
    on: { readonly progress: (sent: number, total: number) => void; readonly signal: AbortSignal },
  ): Promise<FileFacts>;
  /** Addresses of those of the files that the person may read. */
  links(ids: readonly string[]): Promise<ReadonlyMap<string, FileLink>>;
}

/** A record as expressions see it. */
export interface SampleRecord {
  readonly id: string;
  readonly title: string;
  /** Values by key, those of system fields (`_id`, `_owner_id` …) included. */
  readonly row: Row;
  readonly refs: Refs;
}

/** What forms need of the world; the host answers it, so that forms know no HTTP. */
export interface FormServices {
  /** Zone of the workspace. */
  readonly tz: string;
  /** The person at the screen, for expressions. */
  readonly member: Env['member'];
  readonly members: readonly MemberChoice[];
  /** All departments, each after its parent. */
  readonly departments?: readonly DepartmentChoice[];
  /** All roles: "app:role" and what it is called. */
  readonly roles?: readonly { readonly key: string; readonly label: string }[];
  /** Adds an option to a published field; absent = the person may not design. Answers its key. */
  addOption?(form: string, field: string, label: string): Promise<string>;
  /** Records of "app:form" whose title contains the text; the newest for an empty one. */
  searchReference(target: string, text: string, signal: AbortSignal): Promise<readonly RecordChoice[]>;
  /** Values of a field of "app:form" that records hold already and that contain the text, the commonest first. */
  usedValues?(form: string, field: string, text: string, signal: AbortSignal): Promise<readonly string[]>;
  /** Records of "app:form" that meet a condition, whole, the latest first; absent = formulas can't be tried out. */
  sampleRecords?(
    form: string,
    query: { readonly filter?: Expr; readonly limit: number },
    signal: AbortSignal,
  ): Promise<readonly SampleRecord[]>;
  /** Forms that a reference may point to, for its settings. */
  readonly forms: readonly { readonly ref: string; readonly label: string }[];
  /** Address of a record's page; absent = titles are no links. */
  recordHref?(target: string, id: string): string | undefined;
  /** Absent = references are chosen by their titles alone, and nothing follows from other records. */
  readonly relations?: RelationServices;
  /** What the computed fields of a record would be as it stands on the screen; absent = only formulas of it follow. */
  computed?(
    form: string,
    at: { readonly record?: string; readonly values: Row },
    signal: AbortSignal,
  ): Promise<Row>;
  /** Absent = files are named but neither sent nor opened. */
  readonly files?: FileServices;
  /** Opens a record without loading the page anew. */
  openRecord?(target: string, id: string): void;
}

interface Provided extends FormServices {
  /** Titles picked since the page was opened: the record that was read does not know them. */
  readonly picked: Map<string, string>;
  /** Files that are being sent, by the ids that they have in values until they came; ends when they came or failed. */
  readonly coming: Map<string, Promise<void>>;
}
const ServicesContext = createContext<Provided | undefined>(undefined);

export function FormServicesProvider({
  services,
  children,
}: {
  services: FormServices;
  children: ReactNode;
}) {
  const picked = useRef(new Map<string, string>());
  const coming = useRef(new Map<string, Promise<void>>());
  const value = useMemo(() => ({ ...services, picked: picked.current, coming: coming.current }), [services]);
  return <ServicesContext value={value}>{children}</ServicesContext>;
}

export function useFormServices(): Provided {
  const services = useContext(ServicesContext);
  if (!services) throw new Error('Form widgets need a FormServicesProvider around them');
  return services;
}

/** What expressions may know: now, the workspace's zone, the person. */
export function useEnv(): () => Env {
  const { tz, member, departments } = useFormServices();
  return useMemo(() => {
    const parents = Object.fromEntries((departments ?? []).map(({ id, parent }) => [id, parent]));
    return () => ({ now: new Date().toISOString(), tz, member, parents });
  }, [tz, member, departments]);
}

/** Title of a referenced record or member, if it is known. */
export function useTitle(refs: Refs | undefined): (id: string) => string | undefined {
  const { members, departments, roles, picked } = useFormServices();
  return useMemo(() => {
    const names = new Map([
      ...members.map(({ id, name }) => [id, name] as const),
      ...(departments ?? []).map(({ id, name }) => [id, name] as const),
      ...(roles ?? []).map(({ key, label }) => [key, label] as const),
    ]);
    return (id) => refs?.[id]?.title ?? picked.get(id) ?? names.get(id);
  }, [refs, members, departments, roles, picked]);
}

/** How values are turned into text for this reader. */
export function useTextEnv(refs?: Refs): TextEnv {
  const { tz } = useFormServices();
  const { locale } = useLocale();
  const title = useTitle(refs);
  return useMemo(() => ({ locale, tz, title }), [locale, tz, title]);
}
