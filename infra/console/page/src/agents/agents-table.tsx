import { StateMark } from '../parts/state-mark.tsx';
import { TableScroll } from '../parts/table-scroll.tsx';
import { dayAndClock, duration } from '../words.ts';
import { type AgentLine, lastBand } from './bands.ts';
import { SilenceMark } from './silence-mark.tsx';
import { keyOf } from './timeline.tsx';

type Props = {
  readonly lines: readonly AgentLine[];
  readonly toMs: number;
  readonly onSelect: (line: AgentLine) => void;
};

/** Which agent is in which state since when: the timeline for whoever does not look at it. */
export function AgentsTable({ lines, toMs, onSelect }: Props) {
  return (
    <TableScroll label="Agents" class="tall">
      <table>
        <caption>The state that each agent is in</caption>
        <thead>
          <tr>
            <th scope="col">Agent</th>
            <th scope="col">State</th>
            <th scope="col">Since (UTC)</th>
            <th scope="col">For</th>
            <th scope="col">Vendor’s words</th>
            <th scope="col">Source</th>
            <th scope="col" class="number">
              Changes
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <Row key={keyOf(line)} line={line} toMs={toMs} onSelect={onSelect} />
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

type RowProps = Pick<Props, 'toMs' | 'onSelect'> & { readonly line: AgentLine };

function Row({ line, toMs, onSelect }: RowProps) {
  const last = lastBand(line);
  const change = last?.change;
  return (
    <tr>
      <th scope="row">
        <button type="button" class="plain" onClick={() => onSelect(line)}>
          {line.agentId}
        </button>
      </th>
      <td class="nowrap">
        <StateMark stateClass={change?.stateClass} />
        {change?.code ?? 'not known'}
        {change?.reasonCode && <span class="quiet"> · {change.reasonCode}</span>}
        {line.silence && (
          <div>
            <SilenceMark silence={line.silence} toMs={toMs} />
          </div>
        )}
      </td>
      <td class="nowrap">{change && dayAndClock(change.at)}</td>
      <td class="nowrap">{last && duration((toMs - last.fromMs) / 1000)}</td>
      <td>{change && [change.state, change.reason].filter(Boolean).join(' · ')}</td>
      <td>{change?.source}</td>
      <td class="number">{line.changes.length}</td>
    </tr>
  );
}
