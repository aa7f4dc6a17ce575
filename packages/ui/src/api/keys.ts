/** Every query key of the product, so that an invalidation can't miss one. Prefixes nest: a form's key covers its lists. */
export const keys = {
  session: () => ['session'] as const,
  workspace: (ws: string) => ['w', ws] as const,
  catalog: (ws: string) => ['w', ws, 'catalog'] as const,
  /** What is being recalculated in the background. */
  computations: (ws: string) => ['w', ws, 'computations'] as const,
  /** How far a publish is that converts values of a form; events alone say it. */
  conversion: (ws: string, form: string) => ['conversion', ws, form] as const,
  /** Texts that a field held before it became a choice; nothing that is published later changes them. */
  used: (ws: string, form: string, field: string) => ['used', ws, form, field] as const,
  fieldTemplates: (ws: string) => ['w', ws, 'fieldTemplates'] as const,
  templates: (ws: string) => ['w', ws, 'templates'] as const,
  search: (ws: string, body: unknown) => ['w', ws, 'search', body] as const,
  /** What the member was told, and where they want to be told. */
  messages: (ws: string) => ['w', ws, 'messages'] as const,
  messageCount: (ws: string) => ['w', ws, 'messages', 'count'] as const,
  messageList: (ws: string, tab: string) => ['w', ws, 'messages', 'list', tab] as const,
  messageSettings: (ws: string) => ['w', ws, 'messageSettings'] as const,
  /** Ways out of the product, and what went out on them. */
  channels: (ws: string) => ['w', ws, 'channels'] as const,
  allDeliveries: (ws: string) => ['w', ws, 'deliveries'] as const,
  deliveries: (ws: string, query: unknown) => ['w', ws, 'deliveries', query] as const,
  /** Work on many records at once. */
  batches: (ws: string) => ['w', ws, 'batches'] as const,
  latestBatches: (ws: string) => ['w', ws, 'batches', 'latest'] as const,
  batchList: (ws: string, whose: string) => ['w', ws, 'batches', 'list', whose] as const,
  batch: (ws: string, id: string) => ['w', ws, 'batches', 'one', id] as const,
  batchRecords: (ws: string, id: string) => ['w', ws, 'batches', 'records', id] as const,
  /** Records that went out as files. */
  exports: (ws: string) => ['w', ws, 'exports'] as const,
  exportList: (ws: string, whose: string) => ['w', ws, 'exports', 'list', whose] as const,
  export: (ws: string, id: string) => ['w', ws, 'exports', 'one', id] as const,
  /** What lies in the bin of an app; the deleted records of a form come and go with its lists. */
  bin: (ws: string, app: string) => ['w', ws, 'bin', app] as const,
  binned: (ws: string, form: string, body: unknown) => ['w', ws, 'form', form, 'list', 'bin', body] as const,
  historySettings: (ws: string) => ['w', ws, 'historySettings'] as const,
  me: (ws: string) => ['w', ws, 'me'] as const,
  /** Views of the member's own and how they adjusted others. */
  myViews: (ws: string) => ['w', ws, 'myViews'] as const,
  indexes: (ws: string) => ['w', ws, 'indexes'] as const,
  members: (ws: string) => ['w', ws, 'members'] as const,
  departments: (ws: string) => ['w', ws, 'departments'] as const,
  definition: (ws: string, kind: string, app: string, key: string) =>
    ['w', ws, 'definition', kind, app, key] as const,
  /** All that depends on the records of one form ("app:form"). */
  form: (ws: string, form: string) => ['w', ws, 'form', form] as const,
  /** Lists, boards and counts of a form. */
  lists: (ws: string, form: string) => ['w', ws, 'form', form, 'list'] as const,
  records: (ws: string, form: string, body: unknown) =>
    ['w', ws, 'form', form, 'list', 'records', body] as const,
  pages: (ws: string, form: string, body: unknown) => ['w', ws, 'form', form, 'list', 'pages', body] as const,
  groups: (ws: string, form: string, body: unknown) =>
    ['w', ws, 'form', form, 'list', 'groups', body] as const,
  /** Records that may be the same; they follow what is written. */
  similar: (ws: string, form: string, body: unknown) =>
    ['w', ws, 'form', form, 'list', 'similar', body] as const,
  duplicates: (ws: string, form: string) => ['w', ws, 'form', form, 'list', 'duplicates'] as const,
  /** Where records differ that shall be merged; nothing that is written meanwhile moves it. */
  mergePreview: (ws: string, form: string, ids: readonly string[]) => ['merge', ws, form, ids] as const,
  merges: (ws: string, form: string, id: string) => ['w', ws, 'form', form, 'record', id, 'merges'] as const,
  record: (ws: string, form: string, id: string) => ['w', ws, 'form', form, 'record', id] as const,
  history: (ws: string, form: string, id: string) =>
    ['w', ws, 'form', form, 'record', id, 'history'] as const,
  stages: (ws: string, form: string, id: string) => ['w', ws, 'form', form, 'record', id, 'stages'] as const,
  /** A record as it was, and what it would get back. */
  moments: (ws: string, form: string, id: string) =>
    ['w', ws, 'form', form, 'record', id, 'moments'] as const,
  asOf: (ws: string, form: string, id: string, at: string) =>
    ['w', ws, 'form', form, 'record', id, 'asOf', at] as const,
  putBack: (ws: string, form: string, id: string, to: unknown) =>
    ['w', ws, 'form', form, 'record', id, 'putBack', to] as const,
  /** Records that were created for a record. */
  relatedActivity: (ws: string, form: string, id: string) =>
    ['w', ws, 'form', form, 'record', id, 'related'] as const,
  /** What stands before and after a record in a list. */
  neighbours: (ws: string, form: string, id: string, list: unknown) =>
    ['w', ws, 'form', form, 'list', 'neighbours', id, list] as const,
  /** What was said about a record; of all records of a form without one. */
  comments: (ws: string, form: string, id?: string) =>
    id === undefined ? (['w', ws, 'comments', form] as const) : (['w', ws, 'comments', form, id] as const),
  audience: (ws: string, form: string, id: string) => ['w', ws, 'audience', form, id] as const,
  follow: (ws: string, form: string, id: string) => ['w', ws, 'follow', form, id] as const,
  followed: (ws: string) => ['w', ws, 'followed'] as const,
  shareLinks: (ws: string, form: string, id: string) => ['w', ws, 'shareLinks', form, id] as const,
  imports: (ws: string, form: string, id: string) => ['w', ws, 'import', form, id] as const,
  importMappings: (ws: string, form: string) => ['w', ws, 'importMappings', form] as const,
  /** All report results of a workspace: any record may count into any of them. */
  reports: (ws: string) => ['w', ws, 'report'] as const,
  report: (ws: string, app: string, report: unknown) => ['w', ws, 'report', app, report] as const,
};
