import { useState } from 'preact/hooks';
import type { About, CodeEdit, CodeUse, Proposal } from '../../../data.ts';
import { api } from '../api.ts';
import { Empty, Fault, Limit, Loading } from '../parts/notices.tsx';
import { useRange } from '../parts/use-range.tsx';
import { WhatElse } from '../parts/what-else.tsx';
import { messageOf, useLoad } from '../use-load.ts';
import { plural } from '../words.ts';
import { CodesTable } from './codes-table.tsx';
import { ProposalDialog } from './proposal-dialog.tsx';

export function CodesPage({ about }: { readonly about: About }) {
  const range = useRange(24);
  const { value, error, isLoading, reload } = useLoad(() => api.codes(range.read()), range.key);
  const [source, setSource] = useState('');
  const [edits, setEdits] = useState<ReadonlyMap<string, CodeEdit>>(new Map());
  const [proposal, setProposal] = useState<Proposal>();
  const [fault, setFault] = useState<string>();
  if (!value) return error ? <Fault message={error} retry={reload} /> : <Loading />;
  const sources = [...new Set(value.uses.map((use) => use.source))].toSorted();
  const uses = value.uses.filter((use) => source === '' || use.source === source);
  const open = value.uses.filter(isUnmapped).length;

  const edit = (use: CodeUse, change: Partial<CodeEdit>) => {
    const { kind, word } = use;
    const known = edits.get(keyOf(use)) ?? { source: use.source, kind, word, ...asItIs(use) };
    setEdits(new Map(edits).set(keyOf(use), { ...known, ...change }));
  };
  const propose = async () => {
    try {
      setFault(undefined);
      setProposal(await api.propose([...edits.values()]));
    } catch (failure) {
      setFault(messageOf(failure));
    }
  };
  return (
    <>
      <div class="controls">
        <label class="field">
          <span>Source</span>
          <select value={source} onChange={({ currentTarget }) => setSource(currentTarget.value)}>
            <option value="">every source</option>
            {sources.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
        {range.fields}
        <div class="field push">
          <span role="status">{edits.size === 0 ? 'Nothing edited' : plural(edits.size, 'edit')}</span>
          <span class="buttons">
            <button type="button" disabled={edits.size === 0} onClick={() => setEdits(new Map())}>
              Forget edits
            </button>
            <button type="button" class="primary" disabled={edits.size === 0} onClick={propose}>
              Show what changes
            </button>
          </span>
        </div>
      </div>
      {(error ?? fault) && <Fault message={error ?? fault ?? ''} />}
      {!value.isLogged ? (
        <Empty title="Which states and reasons were seen is not known here.">{value.limit}</Empty>
      ) : value.uses.length === 0 ? (
        <Empty title="No state or reason was seen in this time.">
          <WhatElse about={about} isLoading={isLoading} sample="state" />
        </Empty>
      ) : (
        <>
          <p class="summary" role="status">
            {open === 0
              ? 'Every state and reason that was seen stands in a table.'
              : `${plural(open, 'word')} ${open === 1 ? 'stands' : 'stand'} in no table. Give ${open === 1 ? 'it a code' : 'them codes'}, and save the configuration.`}
          </p>
          <CodesTable uses={uses} edits={edits} stateClasses={value.stateClasses} onEdit={edit} />
        </>
      )}
      {value.isLogged && value.limit && <Limit>{value.limit}</Limit>}
      {proposal && <ProposalDialog proposal={proposal} onClose={() => setProposal(undefined)} />}
    </>
  );
}

export function keyOf({ source, kind, word }: Pick<CodeUse, 'source' | 'kind' | 'word'>): string {
  return JSON.stringify([source, kind, word]);
}

export function isUnmapped({ origin }: Pick<CodeUse, 'origin'>): boolean {
  return origin === 'class' || origin === 'unmapped-code' || origin === 'none';
}

function asItIs({ kind, code = '', stateClass = 'unavailable' }: CodeUse) {
  return { code, ...(kind === 'state' && { stateClass }) };
}
