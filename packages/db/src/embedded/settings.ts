import os from 'node:os';

/** Server settings for a machine that the application itself shares. Everything else stays at its default. */
export function serverSettings(durable: boolean): Record<string, string> {
  const memory = Math.floor(os.totalmem() / 2 ** 20);
  const shared = Math.min(512, Math.max(64, Math.floor(memory / 16)));
  const common = {
    shared_buffers: `${shared}MB`,
    effective_cache_size: `${Math.max(256, Math.floor(memory / 2))}MB`,
    // A backup locks every table of the installation in one transaction.
    max_locks_per_transaction: '256',
    max_wal_senders: '0',
    wal_level: 'minimal',
    random_page_cost: '1.1',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
    // Errors of statements are the application's to log.
    log_min_messages: 'fatal',
    cluster_name: 'trellis',
  };
  return durable
    ? {
        ...common,
        max_connections: '60',
        max_wal_size: '1GB',
        idle_in_transaction_session_timeout: '300s',
      }
    : {
        ...common,
        shared_buffers: '128MB',
        max_connections: '200',
        fsync: 'off',
        synchronous_commit: 'off',
        full_page_writes: 'off',
        max_wal_size: '4GB',
      };
}
