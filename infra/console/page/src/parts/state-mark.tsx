/** A spot in the colour of a state's class; the word for it always stands beside it. */
export function StateMark({ stateClass }: { readonly stateClass: string | undefined }) {
  return <span class={`state-mark ${stateClass ?? ''}`} aria-hidden="true" />;
}
