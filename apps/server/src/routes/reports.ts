import { runReport } from '@trellis/reports/server';
import type { Handlers } from '../http/handler.ts';

export const reportHandlers: Handlers<'runReport'> = {
  runReport: ({ ctx, params, body }) => runReport(ctx, params.app, body.report),
};
