import * as z from 'zod/mini';
import { assumptions } from '../event-cost/counts.ts';
import { savedReport } from '../report.ts';
import type { ServiceTimes } from './hops.ts';

/** The functions' 512 MB are so much of a core, and what was measured was on a whole one. */
const { coreShare } = assumptions;
/** Of the window that `drain` measures. */
const drainEvents = 10_000;

const median = z.object({ median: z.number() });
const drainFigures = z.object({
  consumers: z.array(
    z.object({
      packing: z.string(),
      consumers: z.array(z.object({ name: z.string(), milliseconds: median })),
    }),
  ),
});
const hotPathFigures = z.array(z.object({ source: z.string(), events: z.number(), microseconds: median }));
const costFigures = z.object({
  contacts: z.number(),
  costs: z.array(z.object({ name: z.string(), requests: z.number(), writeUnits: z.number() })),
});
const rollUpFigures = z.object({
  contacts: z.number(),
  sides: z.array(z.object({ side: z.string(), milliseconds: median })),
});

/** What the benches that were kept last have measured, at 512 MB; throws where one of them kept nothing. */
export function measured(): ServiceTimes {
  const drain = z.parse(drainFigures, figuresOf('drain'));
  const single = found('single messages', drain.consumers, ({ packing }) => packing === 'single');
  const whole = found('the whole delivery', single.consumers, ({ name }) => name === 'whole');
  const hotPath = z.parse(hotPathFigures, figuresOf('hot-path'));
  const standard = found(
    'one event of standard',
    hotPath,
    ({ source, events }) => source === 'standard' && events === 1,
  );
  const rollUp = z.parse(rollUpFigures, figuresOf('roll-up'));
  const summing = found('the roll-up', rollUp.sides, ({ side }) => side === 'roll-up');
  return {
    receiveSeconds: standard.microseconds.median / 1e6 / coreShare + assumptions.queueCallMs / 1000,
    secondsPerRow: whole.milliseconds.median / 1000 / drainEvents / coreShare,
    sumSecondsPerContact: summing.milliseconds.median / 1000 / rollUp.contacts / coreShare,
    ...workPerContact(),
  };
}

/** Requests to the table and write units; the roll-up's few are among them. */
function workPerContact() {
  const { contacts, costs } = z.parse(costFigures, figuresOf('cost'));
  const recording = costs.filter(({ name }) => recordingCalls.includes(name));
  const sum = (counts: readonly number[]) => counts.reduce((one, other) => one + other, 0);
  return {
    callsPerContact: sum(recording.map(({ requests }) => requests)) / contacts,
    writesPerContact: sum(costs.map(({ writeUnits }) => writeUnits)) / contacts,
  };
}

/** What record-contacts asks of the table for an event; the roll-up's reads of contacts are counted with its own. */
const recordingCalls = ['BatchGetItem contacts', 'PutItem pointers', 'PutItem contacts', 'UpdateItem marks'];

function figuresOf(bench: string): unknown {
  const report = savedReport(bench);
  if (!report) throw new Error(`the bench ${bench} kept no figures: npm run bench -- ${bench} --save`);
  return report.figures;
}

function found<Item>(what: string, items: readonly Item[], isIt: (item: Item) => boolean): Item {
  const item = items.find(isIt);
  if (!item) throw new Error(`the kept figures have nothing of ${what}: measure them anew`);
  return item;
}
