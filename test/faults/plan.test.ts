import { expect, test } from 'vitest';
import { planDay } from './center.ts';
import { shortDay } from './days.ts';
import { faultKinds, planFaults } from './fault-plan.ts';
import { writeWebhook } from './write-webhook.ts';

const bytes = (seed: number) => planDay(seed, shortDay).map((webhook) => `${writeWebhook(webhook, 0).body}`);

test('a seed gives the same webhooks and the same faults again, and another seed others', () => {
  expect(bytes(7)).toEqual(bytes(7));
  expect(planFaults(7, 60)).toEqual(planFaults(7, 60));
  expect(bytes(8)).not.toEqual(bytes(7));
  expect(planFaults(8, 60)).not.toEqual(planFaults(7, 60));
});

test('a day has every kind of fault, four vendors, repetitions, and changes within one second', () => {
  const day = planDay(7, shortDay);
  expect(new Set(planFaults(7, 60).map(({ kind }) => kind))).toEqual(new Set(faultKinds));
  expect(new Set(day.map(({ vendor }) => vendor.name)).size).toBe(4);
  expect(day.filter(({ repeats }) => repeats !== undefined).length).toBeGreaterThan(10);
  const seconds = day
    .filter(({ kind, repeats }) => kind === 'states' && repeats === undefined)
    .flatMap(({ told }) => told.map(({ agentId, atMs }) => `${agentId}@${Math.floor(atMs / 1000)}`));
  expect(seconds.length - new Set(seconds).size).toBeGreaterThan(10);
});

test('webhooks are sent in the order of their times, some of them late', () => {
  const offsets = planDay(7, shortDay).map(({ offsetMs }) => offsetMs);
  expect(offsets).toEqual(offsets.toSorted((one, other) => one - other));
  const told = planDay(7, shortDay).map(({ told: [change] }) => change?.atMs ?? 0);
  expect(told).not.toEqual(told.toSorted((one, other) => one - other));
});
