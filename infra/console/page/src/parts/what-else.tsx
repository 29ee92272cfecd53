import type { ComponentChildren } from 'preact';
import type { About } from '../../../data.ts';
import { Link } from './link.tsx';

type Props = {
  readonly about: Pick<About, 'readOnly'>;
  readonly isLoading: boolean;
  /** What a sample would tell of. */
  readonly sample: 'state' | 'contact';
  /** What there is to know about sending it. */
  readonly children?: ComponentChildren;
};

/** What to do where a time holds nothing: choose a longer one, or send a sample where anything may be sent from here. */
export function WhatElse({ about, isLoading, sample, children }: Props) {
  if (isLoading) return <>Looking …</>;
  if (about.readOnly !== undefined) return <>Choose a longer time.</>;
  return (
    <>
      Choose a longer time, or <Link to="/try">send a sample {sample} on the Try page</Link>
      {children}.
    </>
  );
}
