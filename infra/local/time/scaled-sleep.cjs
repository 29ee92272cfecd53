// Preloaded into a function beside the scaled clock: what it sleeps with (node:timers/promises) is scaled as well, because
// a pause that was meant to pass some time has passed it.
const timers = require('node:timers/promises');
const { syncBuiltinESMExports } = require('node:module');

const speed = Number((process.env.SCALED_CLOCK ?? '1').split(' ')[0]);
const sleep = timers.setTimeout;
timers.setTimeout = (ms = 1, ...rest) => sleep(ms / speed, ...rest);
syncBuiltinESMExports();
