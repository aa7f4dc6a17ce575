import path from 'node:path';
import type { BlobStore } from '@trellis/records/server';
import type { Config } from '../config.ts';
import { diskStore } from './disk.ts';
import { s3Store } from './s3.ts';

/** Where this installation keeps the contents of files. */
export const openStore = (config: Config): BlobStore =>
  config.s3 ? s3Store(config.s3) : diskStore(path.join(config.dataDir, 'files'));
