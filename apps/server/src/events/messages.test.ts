import { expect, test } from 'vitest';
import { messagesFor } from './messages.ts';

const event = (kind: string, payload: unknown) => ({ id: '1', txid: '1', at: '', kind, payload });
const audience = (sees: string[], seesAll = sees) => ({
  id: 'me',
  sees: (form: string) => sees.includes(form),
  seesAll: (form: string) => seesAll.includes(form),
});

test('one message per form, ids together', () => {
  const events = [
    event('record', { form: 'a:x', op: 'create', ids: ['1', '2'] }),
    event('record', { form: 'a:y', op: 'create', ids: ['9'] }),
    event('record', { form: 'a:x', op: 'update', ids: ['2', '3'] }),
    event('member', { id: '4' }),
  ];
  expect(messagesFor(events, audience(['a:x']))).toBe(
    'event: record\ndata: {"form":"a:x","ids":["1","2","3"]}\n\n',
  );
});

test('ids are left out where not all records are seen, or where they are many', () => {
  const few = [event('record', { form: 'a:x', ids: ['1'] })];
  expect(messagesFor(few, audience(['a:x'], []))).toBe('event: record\ndata: {"form":"a:x"}\n\n');
  const many = [event('record', { form: 'a:x', ids: Array.from({ length: 51 }, (_, i) => String(i)) })];
  expect(messagesFor(many, audience(['a:x']))).toBe('event: record\ndata: {"form":"a:x"}\n\n');
});

test('of a conversion the newest figures, for who sees all records', () => {
  const events = [1, 2].map((done) => event('conversion', { form: 'a:x', done, total: 9 }));
  expect(messagesFor(events, audience(['a:x']))).toBe(
    'event: conversion\ndata: {"form":"a:x","done":2,"total":9}\n\n',
  );
  expect(messagesFor(events, audience(['a:x'], []))).toBe('');
});

test('the newest catalog once; nothing to tell is nothing', () => {
  const events = [event('catalog', { version: '2' }), event('catalog', { version: '3' })];
  expect(messagesFor(events, audience([]))).toBe('event: catalog\ndata: {"version":"3"}\n\n');
  expect(messagesFor([event('record', { form: 'a:x' })], audience([]))).toBe('');
});

test('of what members were told only to themselves', () => {
  const events = [event('message', { members: ['you', 'me'] }), event('message', { members: ['me'] })];
  expect(messagesFor(events, audience([]))).toBe('event: message\ndata: {}\n\n');
  expect(messagesFor([event('message', { members: ['you'] })], audience([]))).toBe('');
});

test('of comments which record, to who sees all of them; to others that there are some', () => {
  const events = [1, 2].map(() => event('comment', { form: 'a:x', record: '1' }));
  expect(messagesFor(events, audience(['a:x']))).toBe('event: comment\ndata: {"form":"a:x","ids":["1"]}\n\n');
  expect(messagesFor(events, audience(['a:x'], []))).toBe('event: comment\ndata: {"form":"a:x"}\n\n');
  expect(messagesFor(events, audience([]))).toBe('');
});
