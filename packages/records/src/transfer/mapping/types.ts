import type { BodyOf, Contract, ReplyOf } from '@trellis/metadata';

/** Shapes of the contract. */
export type Mapping = BodyOf<Contract['previewImport']>['mapping'];
export type ColumnMapping = Mapping['columns'][number];
export type FileColumn = ReplyOf<Contract['getImport']>['columns'][number];
