import { expect, test } from 'vitest';
import { applyCodes } from '../../../shared/deliver-events/apply-codes.ts';
import type { CodeTable } from '../../../shared/sources/source.ts';

const table: CodeTable = {
  states: { 'Not Ready': { code: 'NOTREADY', stateClass: 'unavailable' } },
  reasons: { Break: 'BREAK' },
};

const mapped = { isStateUnmapped: false, isReasonUnmapped: false };

test("takes the source's own code where the deployment has no entry", () => {
  const codes = applyCodes({ state: 'Not Ready', reason: 'Break' }, table, {});
  expect(codes).toMatchObject({ activity: 'NOTREADY', reasonCode: 'BREAK', ...mapped });
});

test("prefers the deployment's entry to the source's", () => {
  const overrides = {
    states: { 'Not Ready': { code: 'AUX', stateClass: 'unavailable' as const } },
    reasons: { Break: 'PAUSE' },
  };
  expect(applyCodes({ state: 'Not Ready', reason: 'Break' }, table, overrides)).toMatchObject({
    activity: 'AUX',
    reasonCode: 'PAUSE',
  });
});

test('finds an entry in any case', () => {
  expect(applyCodes({ state: 'NOT READY', reason: 'break' }, table, {})).toMatchObject({
    activity: 'NOTREADY',
    reasonCode: 'BREAK',
  });
});

test('leaves an unmapped reason out, names it, and keeps the state', () => {
  const codes = applyCodes({ state: 'Not Ready', reason: 'Fire drill in building C' }, table, {});
  expect(codes).toMatchObject({ activity: 'NOTREADY', reasonCode: undefined, isReasonUnmapped: true });
});

test('gives an unmapped state the code of its class', () => {
  expect(applyCodes({ state: 'Chatting', stateClass: 'busy' }, table, {})).toMatchObject({
    activity: 'BUSY',
    reasonCode: undefined,
    isStateUnmapped: true,
    isReasonUnmapped: false,
  });
  expect(
    applyCodes({ state: 'Chatting', stateClass: 'busy' }, table, { classes: { busy: 'CHAT' } }).activity,
  ).toBe('CHAT');
});

test('gives a state without entry or class the configured code, and none where none is configured', () => {
  expect(applyCodes({ state: 'Mystery' }, table, { unmappedCode: 'OTHER' }).activity).toBe('OTHER');
  expect(applyCodes({ state: 'Mystery' }, table, {}).activity).toBeUndefined();
});

test('takes a word that fits as its own code only where the source says so', () => {
  expect(applyCodes({ state: 'AVAIL', reason: 'LUNCH' }, { ...table, ownCodes: true }, {})).toMatchObject({
    activity: 'AVAIL',
    reasonCode: 'LUNCH',
    ...mapped,
  });
  expect(applyCodes({ state: 'AVAIL' }, table, {}).activity).toBeUndefined();
});

test('never cuts a word to fit', () => {
  const codes = applyCodes({ state: 'ELEVENCHARS', reason: 'ELEVENCHARS' }, { ...table, ownCodes: true }, {});
  expect(codes).toEqual({ isStateUnmapped: true, isReasonUnmapped: true });
});

test('is not misled by names that every object has', () => {
  expect(applyCodes({ state: 'constructor' }, table, {}).activity).toBeUndefined();
});
