/**
 * The form of 300 fields in Chromium, against the built product: `npx tsx bench/form/browser.ts [turns]`. Opening it beside
 * as many bare inputs that the browser lays out by itself, and carrying one field over 200 others in the designer beside
 * moving the mouse along the same way.
 */
import { chromium, type Page } from 'playwright-core';
import { DEMO_PASSWORD, startProduct } from '../../e2e/support/product.ts';
import { bigForm } from './big-form.ts';

const TURNS = Number(process.argv[2] ?? 3);
const SHOWN = 280;
const STEPS = 60;

const median = (list: readonly number[]): number =>
  list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN;
const line = (name: string, all: readonly number[], unit: string, digits = 0) =>
  console.log(
    `${name.padEnd(24)} ${median(all).toFixed(digits)} ${unit} (${Math.min(...all).toFixed(digits)}–${Math.max(...all).toFixed(digits)})`,
  );

/** Milliseconds until as many labels and inputs without any program behind them are on the screen. */
const bareInputs = (page: Page): Promise<number> =>
  page.evaluate(async (count) => {
    const start = performance.now();
    const place = document.createElement('div');
    for (let n = 0; n < count; n++) {
      const label = document.createElement('label');
      label.append(`文本 ${n}`, document.createElement('input'));
      place.append(label);
    }
    document.body.prepend(place);
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
    const took = performance.now() - start;
    place.remove();
    return took;
  }, SHOWN);

/** Milliseconds from the press of a button until all fields of the form are on the screen. */
const opened = (page: Page): Promise<number> =>
  page.evaluate(async (count) => {
    const make = [...document.querySelectorAll('button')].filter(
      ({ textContent }) => textContent.trim() === '新建',
    );
    const start = performance.now();
    make.at(-1)?.click();
    while (document.querySelectorAll('[role=dialog] [data-field]').length < count)
      await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    return performance.now() - start;
  }, SHOWN);

interface Frames {
  /** The frame that nine in ten are quicker than, and time in tasks that are longer than 50 ms. */
  readonly slow: number;
  readonly blocked: number;
}

/** Frames while the mouse goes from one place to another, with its button down or not. */
async function moved(page: Page, from: Place, to: Place, pressed: boolean): Promise<Frames> {
  await page.evaluate(() => {
    const noted = { frames: [] as number[], blocked: 0, on: true };
    Object.assign(window, { noted });
    let last = performance.now();
    const next = () => {
      const now = performance.now();
      noted.frames.push(now - last);
      last = now;
      if (noted.on) requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) noted.blocked += duration;
    }).observe({ entryTypes: ['longtask'] });
  });
  await page.mouse.move(from.x, from.y);
  if (pressed) await page.mouse.down();
  for (let step = 1; step <= STEPS; step++) {
    const part = step / STEPS;
    await page.mouse.move(from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part);
    await page.waitForTimeout(16);
  }
  if (pressed) {
    await page.keyboard.press('Escape');
    await page.mouse.up();
  }
  return page.evaluate(() => {
    const { noted } = window as unknown as { noted: { frames: number[]; blocked: number; on: boolean } };
    noted.on = false;
    const frames = noted.frames.toSorted((a, b) => a - b);
    return { slow: frames[Math.floor(frames.length * 0.9)] ?? 0, blocked: noted.blocked };
  });
}
interface Place {
  readonly x: number;
  readonly y: number;
}

const product = await startProduct({ demo: true });
const browser = await chromium.launch({
  executablePath: process.env.TRELLIS_CHROMIUM || '/usr/bin/chromium',
});
try {
  const page = await (
    await browser.newContext({
      locale: 'zh-CN',
      viewport: { width: 1440, height: 900 },
      baseURL: product.url,
    })
  ).newPage();
  // What tsx compiles names its functions by a helper that pages do not have.
  await page.addInitScript('globalThis.__name = (one) => one');
  const asked = page.waitForRequest(
    (one) => one.url().includes('/api/v1/w/') && 'authorization' in one.headers(),
  );
  await page.goto('/');
  await page.getByLabel('邮箱').fill('admin@example.com');
  await page.getByLabel('密码').fill(DEMO_PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/w\//);
  const request = await asked;
  const { authorization = '' } = request.headers();
  const workspace = /\/w\/([^/]+)/.exec(page.url())?.[1];
  const call = async (method: string, path: string, data: unknown) => {
    const url = `/api/v1/w/${workspace}/${path}`;
    const answer = await page.request.fetch(url, { method, headers: { authorization }, data });
    if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`);
  };
  await call('POST', 'apps', { key: 'bench', document: { vocabulary: 1, label: { zh: '测' }, menu: [] } });
  const whole = bigForm() as { properties: Record<string, unknown>; trellis: { layout: unknown[] } };
  // 200 fields: the first ten sections; what follows from the others stays out.
  const part = structuredClone(whole);
  const kept = Object.entries(part.properties).filter(([key]) => /^[tn]/.test(key));
  for (const [, field] of kept)
    for (const name of ['visible', 'requiredWhen', 'readonlyWhen'])
      delete (field as { trellis: Record<string, unknown> }).trellis[name];
  part.properties = Object.fromEntries(kept);
  part.trellis.layout = part.trellis.layout.slice(0, 10);
  for (const [key, document] of [
    ['big', whole],
    ['part', part],
  ] as const) {
    await call('PUT', `definitions/form/bench/${key}/draft`, { document });
    await call('POST', `definitions/form/bench/${key}/publish`, {});
  }

  const [open, bare, carry, hover] = [[], [], [], []] as [number[], number[], Frames[], Frames[]];
  for (let n = 0; n < TURNS; n++) {
    await page.goto(`/w/${workspace}/a/bench/f/big`);
    await page.getByText('新建', { exact: true }).last().waitFor();
    bare.push(await bareInputs(page));
    open.push(await opened(page));
  }
  await page.goto(`/w/${workspace}/a/bench/design/form/part`);
  const canvas = page.getByRole('main', { name: '画布' });
  const first = canvas.getByRole('button', { name: /^文本 2，/ });
  await first.waitFor();
  for (let n = 0; n < TURNS; n++)
    for (const pressed of [false, true]) {
      // Carrying scrolls the canvas along.
      await page.mouse.move(0, 0);
      await first.evaluate((one) => one.scrollIntoView({ block: 'center' }));
      const box = await first.boundingBox();
      if (!box) throw new Error('nothing to carry');
      const from = { x: box.x + 20, y: box.y + 10 };
      (pressed ? carry : hover).push(await moved(page, from, { x: box.x + 60, y: 860 }, pressed));
    }
  line(`open ${SHOWN} fields`, open, 'ms');
  line(`${SHOWN} bare inputs`, bare, 'ms');
  line(
    'ratio',
    open.map((took, n) => took / (bare[n] ?? Number.NaN)),
    '×',
    1,
  );
  line(
    'carry: slow frame',
    carry.map(({ slow }) => slow),
    'ms',
    1,
  );
  line(
    'hover: slow frame',
    hover.map(({ slow }) => slow),
    'ms',
    1,
  );
  line(
    'carry: long tasks',
    carry.map(({ blocked }) => blocked),
    'ms',
  );
} finally {
  await browser.close();
  await product.stop();
}
