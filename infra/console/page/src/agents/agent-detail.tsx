import { StateMark } from '../parts/state-mark.tsx';
import { TableScroll } from '../parts/table-scroll.tsx';
import { dayAndClock, duration } from '../words.ts';
import { type AgentLine, lastBand } from './bands.ts';
import { flagWords, hopsOf } from './change-words.ts';
import { SilenceMark } from './silence-mark.tsx';

/** Every change of one agent, the newest first. */
export function AgentDetail({ line, toMs }: { readonly line: AgentLine; readonly toMs: number }) {
  const last = lastBand(line);
  return (
    <section class="agent-detail" aria-labelledby="agent-heading">
      <h2 id="agent-heading">Agent {line.agentId}</h2>
      <p aria-live="polite">
        {last
          ? `In ${last.change.code} since ${dayAndClock(last.change.at)} UTC, for ${duration((toMs - last.fromMs) / 1000)}.`
          : 'The API holds no state of this agent from this time.'}
        {line.silence && (
          <>
            {' '}
            <SilenceMark silence={line.silence} toMs={toMs} /> UTC: it may be in another one by now.
          </>
        )}
      </p>
      <TableScroll label="Changes of the agent">
        <table>
          <caption class="hidden-text">State changes of {line.agentId}, the newest first</caption>
          <thead>
            <tr>
              <th scope="col">Happened (UTC)</th>
              <th scope="col">Code</th>
              <th scope="col">Vendor’s words</th>
              <th scope="col">Source</th>
              <th scope="col">Delays</th>
              <th scope="col">Stands out</th>
            </tr>
          </thead>
          <tbody>
            {line.changes.map((change) => (
              <tr key={`${change.at} ${change.code} ${change.receivedAt}`}>
                <td class="nowrap">{dayAndClock(change.at)}</td>
                <td class="nowrap">
                  <StateMark stateClass={change.stateClass} />
                  {change.code}
                  {change.reasonCode && <span class="quiet"> · {change.reasonCode}</span>}
                </td>
                <td>
                  {change.state === undefined ? (
                    <span class="quiet">not kept</span>
                  ) : (
                    [change.state, change.reason].filter(Boolean).join(' · ')
                  )}
                </td>
                <td>{change.source}</td>
                <td>
                  {hopsOf(change).map(({ label, value }) => (
                    <div key={label} class="nowrap">
                      <span class="quiet">{label}</span> {value}
                    </div>
                  ))}
                </td>
                <td>{change.flags.map((flag) => flagWords[flag]).join(' ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </section>
  );
}
