import { Type } from 'typebox';
import { operation } from './operation.ts';
import { FormParams, Key, Sort, WorkspaceParams } from './schemas.ts';

const base = '/api/v1/w/{workspace}/indexes';
const Instant = Type.Union([Type.String(), Type.Null()]);

/** Indexes that the platform makes by itself, so that the lists that people look at are quick. */
export const indexes = {
  listIndexes: operation({
    id: 'listIndexes',
    method: 'GET',
    path: base,
    access: 'admin',
    summary: { zh: '查询加速', en: 'Indexes made by the platform' },
    params: WorkspaceParams,
    reply: Type.Object({
      /** Forms that have some, could get some, or are to get none. */
      forms: Type.Array(
        Type.Object({
          app: Key,
          form: Key,
          /** No more are made for it. */
          paused: Type.Boolean(),
          indexes: Type.Array(
            Type.Object({
              name: Type.String(),
              /** Fields that the list asks one value of. */
              equal: Type.Array(Type.String()),
              /** None: newest first. */
              sort: Type.Array(Sort),
              /** The saved view that asks so: "app:key". */
              view: Type.Optional(Type.String()),
              uses: Type.Integer(),
              bytes: Type.Integer(),
              /** Null while it is being built. */
              madeAt: Instant,
              usedAt: Instant,
            }),
          ),
        }),
      ),
    }),
  }),
  pauseIndexes: operation({
    id: 'pauseIndexes',
    method: 'PUT',
    path: `${base}/{app}/{form}`,
    access: 'admin',
    summary: { zh: '不再自动建立查询加速', en: 'Make no more indexes for a form, or make them again' },
    params: FormParams,
    body: Type.Object({ paused: Type.Boolean() }),
  }),
};
