import {
  changeMessages,
  countMessages,
  getMessageSettings,
  listChannels,
  listDeliveries,
  listMessages,
  resendDeliveries,
  saveChannel,
  saveMessageSettings,
  tryChannel,
} from '@trellis/records/server';
import type { Handlers } from '../http/handler.ts';
import { pageAddress } from '../messages.ts';

export const messageHandlers: Handlers<
  | 'listMessages'
  | 'countMessages'
  | 'changeMessages'
  | 'getMessageSettings'
  | 'saveMessageSettings'
  | 'listChannels'
  | 'saveChannel'
  | 'testChannel'
  | 'listDeliveries'
  | 'resendDeliveries'
> = {
  listMessages: ({ ctx, query }) => listMessages(ctx, query),
  countMessages: ({ ctx }) => countMessages(ctx),
  changeMessages: async ({ ctx, body }) => ({ ids: await changeMessages(ctx, body) }),

  getMessageSettings: ({ ctx, services }) => getMessageSettings(ctx, services.channels),
  saveMessageSettings: async ({ ctx, services, body }) => {
    await saveMessageSettings(ctx, body);
    return getMessageSettings(ctx, services.channels);
  },

  listChannels: async ({ ctx, services }) => ({ channels: await listChannels(ctx, services.channels) }),
  saveChannel: ({ ctx, services, params, body }) => saveChannel(ctx, services.channels, params.channel, body),
  testChannel: ({ ctx, services, params }) =>
    tryChannel(ctx, services.channels, params.channel, pageAddress(services.config, params.workspace, '')),

  listDeliveries: ({ ctx, query }) => listDeliveries(ctx, query),
  resendDeliveries: async ({ ctx, body }) => ({ count: await resendDeliveries(ctx, body) }),
};
