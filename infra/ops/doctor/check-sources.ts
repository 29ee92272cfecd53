import type { Configuration } from '../../../shared/configuration/configuration.ts';
import { sources } from '../../../shared/sources/registry.ts';
import { counted } from '../counted.ts';
import { readSourceActivity, rhythmDays, type SourceActivity } from '../watch/read-source-activity.ts';
import { type Found, failed, note, ok, warning } from './finding.ts';
import { inWords } from './in-words.ts';
import { judgeSilence } from './judge-silence.ts';
import type { Check } from './patient.ts';

/** Signed off within this time before a silence, agents explain it. */
const signOffMs = 45 * 60_000;
const recentMs = 2 * 60_000;

/** When each source sent last, and whether it is silent longer than usual. */
export const checkSources: Check = {
  name: 'sources',
  look: async ({ deployment, account, now }) => {
    const opened = await deployment();
    const { sources: configured } = opened.configuration();
    const activity = await readSourceActivity(opened, Object.keys(configured), now());
    const found = activity.map((each) => judgeSource(each, configured[each.source], now()));
    if (account) return found;
    const heard = found.filter((_, index) => activity[index]?.lastAtMs !== undefined);
    return [...heard, ...notHeardLocally(activity.length - heard.length, activity.length)];
  },
};

/** Nobody sends to the local run unless told to, so that "never" is no fault there and needs one line for all. */
function notHeardLocally(silent: number, all: number): Found[] {
  if (silent === 0) return [];
  const which = silent === all ? '' : 'the other ';
  const says = `${which}${counted(silent, 'source')} sent nothing since the local run began`;
  return [note(says, 'send a sample by the command that npm start prints for each source')];
}

export function judgeSource(
  activity: SourceActivity,
  settings: Configuration['sources'][string] | undefined,
  nowMs: number,
): Found {
  const { source, lastAtMs, activeQuartersMs, knownSinceMs = nowMs, lastSignOffMs } = activity;
  if (lastAtMs === undefined)
    return warning(`${source} sent nothing in the last ${rhythmDays} days`, howToConnect(source, settings));
  const agoMs = nowMs - lastAtMs;
  // Known to the minute alone: to say seconds would make up what was not measured.
  const sent = `${source} sent last ${agoMs < recentMs ? 'a moment' : inWords(agoMs)} ago`;
  const silence = judgeSilence({ activeMs: activeQuartersMs, knownSinceMs }, nowMs);
  if (silence.verdict === 'unknown')
    return ok(`${sent}; which silence is usual for it is known after a week`);
  const usual = `${silence.usualMs > 0 ? `${inWords(silence.usualMs)} at most` : 'under a quarter of an hour'} at this hour`;
  if (silence.verdict === 'usual') return ok(sent);
  const remedy = 'what to do: README.md#source-silent';
  const isSignedOff = lastSignOffMs !== undefined && lastSignOffMs >= lastAtMs - signOffMs;
  return isSignedOff
    ? warning(`${sent}, longer than usual (${usual}), behind sign-offs: the center may have closed`, remedy)
    : failed(`${sent}, longer than usual (${usual}), and nobody signed off before`, remedy);
}

function howToConnect(source: string, settings: Configuration['sources'][string] | undefined): string {
  const vendor = settings?.vendor ?? '';
  if (sources[vendor]?.transport === 'aws')
    return `see at ${vendor} that its events go to this account, as README.md#connect-a-source tells`;
  const url = settings?.publicUrl ?? `.../webhooks/${source}, which npm run deploy prints,`;
  return `register ${url} at ${vendor}, as README.md#connect-a-source tells`;
}
