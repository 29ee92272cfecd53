import { useEffect, useMemo, useState } from 'preact/hooks';
import type { About } from '../../../data.ts';
import { api } from '../api.ts';
import { Empty, Fault, Limit, Loading } from '../parts/notices.tsx';
import { StateMark } from '../parts/state-mark.tsx';
import { useColours } from '../parts/use-colours.ts';
import { useRange } from '../parts/use-range.tsx';
import { WhatElse } from '../parts/what-else.tsx';
import { useLoad } from '../use-load.ts';
import { clock, plural } from '../words.ts';
import { AgentDetail } from './agent-detail.tsx';
import { AgentsTable } from './agents-table.tsx';
import { activitiesIn, coloursOf } from './band-colours.ts';
import { type AgentLine, lastBand, linesOf } from './bands.ts';
import { SilenceMark } from './silence-mark.tsx';
import { keyOf, Timeline } from './timeline.tsx';

/** How often what has come in meanwhile is added, in a local run; reading a deployed stack's log is paid for each time. */
const renewMs = 5000;

type Props = { readonly about: About; readonly query: URLSearchParams };

export function AgentsPage({ about, query }: Props) {
  const range = useRange(4);
  const { value, error, isLoading, reload } = useLoad(() => api.agents(range.read()), range.key);
  const [shows, setShows] = useState<'timeline' | 'table'>('timeline');
  const [wanted, setWanted] = useState(query.get('agent') ?? '');
  const [code, setCode] = useState('');
  const [selected, setSelected] = useState<string>();
  useRenewal(reload, about.kind === 'local' && !isLoading);
  const toMs = value ? Date.parse(value.to) : 0;
  const all = useMemo(() => linesOf(value?.changes ?? [], toMs, value?.silences), [value, toMs]);
  const activities = useMemo(() => activitiesIn(value?.changes ?? []), [value]);
  const lines = useMemo(() => all.filter((line) => isWanted(line, wanted, code)), [all, wanted, code]);
  const chosen = all.find((line) => keyOf(line) === selected);
  const select = (line: AgentLine) => setSelected(keyOf(line));

  if (!value) return error ? <Fault message={error} retry={reload} /> : <Loading />;
  return (
    <>
      <div class="controls">
        <label class="field">
          <span>Agent</span>
          <input
            type="search"
            value={wanted}
            placeholder="any"
            onInput={({ currentTarget }) => setWanted(currentTarget.value)}
          />
        </label>
        <label class="field">
          <span>Now in</span>
          <select value={code} onChange={({ currentTarget }) => setCode(currentTarget.value)}>
            <option value="">any state</option>
            {activities.map((each) => (
              <option key={each.code}>{each.code}</option>
            ))}
          </select>
        </label>
        {range.fields}
        {about.kind === 'deployed' && (
          <button type="button" disabled={isLoading} onClick={reload}>
            Read again
          </button>
        )}
        <div class="field push">
          <span>Shown as</span>
          <div class="choice">
            {(['timeline', 'table'] as const).map((each) => (
              <button key={each} type="button" aria-pressed={shows === each} onClick={() => setShows(each)}>
                {each === 'timeline' ? 'Timeline' : 'Table'}
              </button>
            ))}
          </div>
        </div>
      </div>
      {error && <Fault message={error} retry={reload} />}
      {!value.isLogged ? (
        <Empty title="Which agent was in which state is not known here.">{value.limit}</Empty>
      ) : all.length === 0 ? (
        <Empty title="No agent’s state was delivered in this time.">
          <WhatElse about={about} isLoading={isLoading} sample="state">
            ; it is here once its window has closed
          </WhatElse>
        </Empty>
      ) : (
        <>
          <p class="summary" role="status">
            {plural(lines.length, 'agent')}
            {lines.length < all.length && ` of ${all.length}`}, {plural(value.changes.length, 'change')}, as
            of {clock(value.to)} UTC. What stands in a band holds until the next one, as Cloud Connect has it.
            {about.kind === 'deployed' &&
              ' Each reading is a paid query of the log, so that it is read again only when you ask.'}
          </p>
          <Silences lines={all} toMs={toMs} />
          {shows === 'timeline' ? (
            <>
              <Legend activities={activities} lines={all} />
              <Timeline
                lines={lines}
                activities={activities}
                range={value}
                selected={selected}
                onSelect={select}
              />
            </>
          ) : (
            <AgentsTable lines={lines} toMs={toMs} onSelect={select} />
          )}
          {chosen ? (
            <AgentDetail line={chosen} toMs={toMs} />
          ) : (
            <p class="hint">
              Choose an agent to see every change of theirs, with the vendor’s words and delays.
            </p>
          )}
        </>
      )}
      {value.isLogged && value.limit && <Limit>{value.limit}</Limit>}
    </>
  );
}

/** Reads again a while after each reading, as long as anybody looks. */
function useRenewal(reload: () => void, isOn: boolean): void {
  useEffect(() => {
    if (!isOn) return;
    const timer = setInterval(() => document.hidden || reload(), renewMs);
    return () => clearInterval(timer);
  }, [reload, isOn]);
}

function isWanted(line: AgentLine, wanted: string, code: string): boolean {
  const isNamed = line.agentId.toLowerCase().includes(wanted.trim().toLowerCase());
  return isNamed && (code === '' || lastBand(line)?.change.code === code);
}

type SilencesProps = { readonly lines: readonly AgentLine[]; readonly toMs: number };

/** Which sources are silent, and of how many agents the state may be over therefore. */
function Silences({ lines, toMs }: SilencesProps) {
  const bySource = Map.groupBy(lines, ({ silence }) => silence);
  return [...bySource].map(
    ([silence, own]) =>
      silence && (
        <p key={silence.source} class="silence-notice">
          <SilenceMark silence={silence} toMs={toMs} /> UTC: what is shown of its{' '}
          {plural(own.length, 'agent')} is what it told last, and may be over.
        </p>
      ),
  );
}

type LegendProps = {
  readonly activities: ReturnType<typeof activitiesIn>;
  readonly lines: readonly AgentLine[];
};

/** What the colours and shapes stand for, and how many agents are in each state now. */
function Legend({ activities, lines }: LegendProps) {
  const isSilent = lines.some(({ silence }) => silence);
  const byCode = Map.groupBy(lines, (line) => lastBand(line)?.change.code);
  const countsOf = (code: string) => {
    const own = byCode.get(code) ?? [];
    const silent = own.filter(({ silence }) => silence).length;
    const now = `${plural(own.length - silent, 'agent')} now`;
    return silent > 0 ? `${now}, ${silent} from a silent source` : now;
  };
  const colourOf = coloursOf(activities, useColours());
  return (
    <ul class="legend" aria-label="Colours and marks">
      {activities.map(({ code }) => (
        <li key={code}>
          <StateMark colour={colourOf.get(code)} />
          {code} <span class="quiet">{countsOf(code)}</span>
        </li>
      ))}
      <li>
        <span aria-hidden="true">▼</span> late
      </li>
      {isSilent && (
        <li>
          <span aria-hidden="true">━</span> thin: its source is silent
        </li>
      )}
      <li>
        <span aria-hidden="true">◆</span> not held: collapsed, known already, or a dead letter
      </li>
    </ul>
  );
}
