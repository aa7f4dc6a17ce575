import { boot, type Running } from '../boot.ts';
import type { Config } from '../config.ts';
import { describeFailure } from '../failure.ts';
import type { Log } from '../log.ts';
import { type DemoLogin, prepareDemo } from './demo.ts';

/** A terminal may deliver one Ctrl-C twice, to the process and through npm. */
const SAME_SIGNAL_MS = 1_000;

/** `serve [--demo]`: runs until it is told to stop. */
export async function serve(config: Config, log: Log, options: { demo: boolean }): Promise<void> {
  let booting: Promise<Running> | undefined;
  let login: DemoLogin | undefined;
  let stoppingSince: number | undefined;

  const stop = async (code: number) => {
    if (stoppingSince !== undefined) {
      if (Date.now() - stoppingSince > SAME_SIGNAL_MS) process.exit(1);
      return;
    }
    stoppingSince = Date.now();
    say('正在停止 Stopping …');
    const running = await booting?.catch(() => undefined);
    await running?.stop();
    process.exit(code);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(0));

  booting = boot({
    config,
    log,
    progress: say,
    ...(options.demo
      ? {
          prepare: async (services) => {
            login = await prepareDemo(services, say);
          },
        }
      : {}),
    onLost: (error) => {
      log.error({ err: error }, 'the database is gone');
      process.stderr.write(`${describeFailure(error)}\n`);
      void stop(1);
    },
  });
  const running = await booting;
  if (stoppingSince !== undefined) return;
  announce(config.publicUrl ?? running.address, login);
}

function announce(address: string, login: DemoLogin | undefined): void {
  process.stdout.write(`\n  藤架 Trellis\n  打开 Open   ${address}\n`);
  if (login) {
    process.stdout.write(`  邮箱 E-mail  ${login.email}\n  密码 Password ${login.password}\n`);
  }
  process.stdout.write('  停止 Stop   Ctrl-C\n\n');
}

const say = (text: string) => process.stdout.write(`· ${text}\n`);
