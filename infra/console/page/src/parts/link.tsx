import type { ComponentChildren } from 'preact';
import { go } from '../route.ts';

type Props = {
  readonly to: string;
  readonly class?: string;
  readonly current?: boolean;
  readonly children: ComponentChildren;
};

/** A link within the page; opened in another tab it is one like any other. */
export function Link({ to, current = false, children, ...rest }: Props) {
  const follow = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    go(to);
  };
  return (
    <a href={to} {...rest} onClick={follow} aria-current={current ? 'page' : undefined}>
      {children}
    </a>
  );
}
