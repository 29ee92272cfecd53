import type { ComponentChildren } from 'preact';

type Props = {
  readonly label: string;
  readonly class?: string;
  readonly children: ComponentChildren;
};

/** A table that scrolls where it is wide or long; by keyboard too, so that it takes the focus. */
export function TableScroll({ label, class: more = '', children }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard (WCAG 2.1.1)
    <section class={`table-scroll ${more}`} aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
