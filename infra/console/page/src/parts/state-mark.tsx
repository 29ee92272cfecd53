type Props = {
  /** Of the state's class, where no colour of the state's own is given. */
  readonly stateClass?: string | undefined;
  readonly colour?: string | undefined;
};

/** A spot in a state's colour; the word for it always stands beside it. */
export function StateMark({ stateClass = '', colour }: Props) {
  const style = colour === undefined ? {} : { style: { background: colour } };
  return <span class={`state-mark ${stateClass}`} aria-hidden="true" {...style} />;
}
