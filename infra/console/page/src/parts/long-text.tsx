import type { ComponentChildren } from 'preact';

type Props = {
  readonly label: string;
  readonly class?: string;
  readonly children: ComponentChildren;
};

/** Text as it is, spaces and lines kept, which scrolls where it is long; by keyboard too, so that it takes the focus. */
export function LongText({ label, children, ...rest }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard (WCAG 2.1.1)
    <section class="long-text" aria-label={label} tabIndex={0}>
      <pre {...rest}>{children}</pre>
    </section>
  );
}
