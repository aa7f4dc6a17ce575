import { DbError, type DbErrorCode } from '@trellis/db';
import { ConfigError } from './config.ts';

/** What a person at the terminal should know of a failed start or command: what is wrong and what to do about it. */
export function describeFailure(error: unknown): string {
  if (error instanceof ConfigError) return `设置有误 Wrong setting: ${error.message}`;
  if (error instanceof DbError) {
    const [zh, en] = DATABASE[error.code];
    const fill = (text: string) =>
      text.replaceAll(/\{(\w+)\}/g, (_, name) => String(error.params[name] ?? '?'));
    return `${fill(zh)}\n${fill(en)}\n(${error.code}: ${error.message})`;
  }
  const { code, address, port, message } = error as NodeJS.ErrnoException & {
    address?: string;
    port?: number;
  };
  if (code === 'EADDRINUSE') {
    return `端口 ${port} 已被占用，请停止占用它的程序，或换一个端口，例如 PORT=3001 npm start\nPort ${port} is in use. Stop the program that uses it, or choose another one, e.g. PORT=3001 npm start`;
  }
  if (code === 'EACCES' && port !== undefined) {
    return `没有权限使用端口 ${port}，请用 1024 以上的端口。\nNo permission to listen on port ${port}; use one above 1024.`;
  }
  if (code === 'EADDRNOTAVAIL')
    return `HOST ${address} 不是本机的地址。\nHOST ${address} is not an address of this machine.`;
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === '28P01' || code === '3D000') {
    return `连不上数据库，请检查 DATABASE_URL。\nThe database can't be reached; check DATABASE_URL.\n(${message})`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

const DATABASE: Record<DbErrorCode, readonly [zh: string, en: string]> = {
  data_dir_in_use: [
    '数据目录 {dataDir} 正被另一个进程（{pid}）使用。请先停止它，或用 DATA_DIR 指定别的目录。',
    'The data folder {dataDir} is in use by process {pid}. Stop it first, or set DATA_DIR to another folder.',
  ],
  data_dir_not_empty: [
    '数据目录 {dataDir} 里有别的文件，不像是藤架的数据。请用 DATA_DIR 指定一个空目录。',
    'The data folder {dataDir} holds other files. Set DATA_DIR to an empty folder.',
  ],
  data_dir_not_accessible: [
    '数据目录 {dataDir} 不能读写，请检查它的所有者和权限。',
    'The data folder {dataDir} can not be read or written; check its owner and permissions.',
  ],
  embedded_binaries_missing: [
    '没有适合本机的内置数据库。请用 DATABASE_URL 指定一个 PostgreSQL（14 或更新）。',
    'There is no embedded database for this machine. Set DATABASE_URL to a PostgreSQL server (14 or newer).',
  ],
  embedded_no_identity: [
    '内置数据库不能以 root 身份运行，且找不到可用的普通用户。请用普通用户启动，或设置 DATABASE_URL。',
    'The embedded database can not run as root and found no other identity. Start as an ordinary user or set DATABASE_URL.',
  ],
  embedded_version_mismatch: [
    '数据由另一版本的 PostgreSQL 建立。数据没有改动。请用原来的版本备份（npm run backup），再在空目录中恢复（npm run restore）。',
    'The data were made by another major version of PostgreSQL and were not touched. Back them up with the earlier version (npm run backup) and restore into an empty folder (npm run restore).',
  ],
  embedded_start_failed: [
    '内置数据库没有启动成功，详情见数据目录旁的日志。',
    'The embedded database did not start; see the log beside the data folder.',
  ],
  server_unsupported: [
    '数据库是 PostgreSQL {version}，编码 {encoding}；需要 {oldest} 或更新，编码 UTF8。',
    'The database is PostgreSQL {version} with encoding {encoding}; needed are {oldest} or newer and UTF8.',
  ],
  migration_changed: [
    '已应用过的迁移文件被修改了，请还原它，把改动放进新的文件。',
    'A migration was changed after it was applied. Restore the file and put the change into a new one.',
  ],
  migration_failed: ['数据库升级失败。', 'Migrating the database failed.'],
  migration_files_invalid: [
    '找不到迁移文件或编号不连续。',
    'Migration files are missing or not numbered in order.',
  ],
  database_newer: [
    '数据库由更新版本的藤架建立（{database}，本程序只到 {program}）。请启动新版本，或恢复一份备份。',
    'The database belongs to a newer Trellis (level {database}, this one knows {program}). Start the newer version, or restore a backup.',
  ],
  backup_invalid: ['这不是完整的备份文件。', 'This is not a complete backup file.'],
  backup_newer: [
    '备份由更新版本的藤架建立，请用新版本恢复。',
    'The backup was made by a newer Trellis; restore it with that version.',
  ],
  restore_target_not_empty: [
    '目标里已有数据。请恢复到一个空的安装（例如用 DATA_DIR 指定一个新目录）。',
    'The target already holds data. Restore into an empty installation, e.g. set DATA_DIR to a new folder.',
  ],
  workspace_not_found: ['没有企业 {key}。', 'There is no workspace {key}.'],
};
