import type { ComponentChildren } from 'preact';

export function Loading() {
  return (
    <p class="loading" role="status">
      Reading …
    </p>
  );
}

/** What could not be had, why, and a way to try again. */
export function Fault({ message, retry }: { readonly message: string; readonly retry?: () => void }) {
  return (
    <div class="fault" role="alert">
      <p>{message}</p>
      {retry && (
        <button type="button" onClick={retry}>
          Try again
        </button>
      )}
    </div>
  );
}

/** Says that there is nothing, and what to do so that there is something. */
export function Empty({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <div class="empty">
      <p class="empty-title">{title}</p>
      <div>{children}</div>
    </div>
  );
}

/** What the figures shown cannot tell. */
export function Limit({ children }: { readonly children: ComponentChildren }) {
  return <p class="limit">{children}</p>;
}
