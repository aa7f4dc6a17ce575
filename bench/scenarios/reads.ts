import { STAGES } from '../lead.ts';
import { expect, measure, numberIn, pick, someIds } from './measure.ts';
import type { Scenario } from './scenario.ts';

export const get: Scenario = {
  name: 'get',
  what: 'one record by its id',
  async turn(session, run) {
    const ids = await someIds(session);
    return measure(session, run, () => session.product.requests.get(pick(ids)));
  },
};

export const count: Scenario = {
  name: 'count',
  what: 'how many records have stage = x, exactly',
  async turn(session, run) {
    const { requests, answers, table } = session.product;
    const stage = pick(STAGES);
    const wanted = await numberIn(
      session,
      `select count(*) as n from ${table.name} where ${table.living} and ${table.column('stage')} = '${stage}'`,
    );
    const answer = await session.ask(requests.count(stage));
    expect('count', answers.total(answer).value, wanted);
    return measure(session, run, () => requests.count(pick(STAGES)));
  },
};

export const totals: Scenario = {
  name: 'totals',
  what: 'number of records and sum of amounts by stage; one connection',
  async turn(session, run) {
    const { requests, answers, table } = session.product;
    const wanted = await numberIn(
      session,
      `select count(distinct ${table.column('stage')}) as n from ${table.name} where ${table.living}`,
    );
    expect('groups', answers.groups(await session.ask(requests.totals())), wanted);
    return measure(session, run, () => requests.totals(), 1);
  },
};

export const aggregate: Scenario = {
  name: 'aggregate',
  what: 'sum of amounts and number of records by stage and month; one connection',
  async turn(session, run) {
    const { requests, answers } = session.product;
    const groups = answers.groups(await session.ask(requests.aggregate()));
    const measured = await measure(session, run, () => requests.aggregate(), 1);
    return { ...measured, note: [`${groups} groups`, measured.note].filter(Boolean).join('; ') };
  },
};
