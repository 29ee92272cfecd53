import { useEffect, useState } from 'preact/hooks';

/** The page's parts, by their addresses. */
export const places = [
  { path: '/', name: 'Now', says: 'Is everything flowing?' },
  { path: '/agents', name: 'Agents', says: 'Who is in which state, since when?' },
  { path: '/volume', name: 'Volume', says: 'What does each quarter hour count?' },
  { path: '/try', name: 'Try', says: 'What would become of this payload?' },
  { path: '/codes', name: 'Codes', says: 'Which state becomes which code?' },
  { path: '/dead-letters', name: 'Dead letters', says: 'What could not be delivered, and why?' },
] as const;
export type Path = (typeof places)[number]['path'];

const moved = 'console:moved';

/** Goes to a part of the page without loading it anew. */
export function go(address: string): void {
  history.pushState(null, '', address);
  dispatchEvent(new Event(moved));
  scrollTo(0, 0);
}

/** The part that the address names, Now where it names none, and what stands after the question mark. */
export function useRoute(): { readonly path: Path; readonly query: URLSearchParams } {
  const [address, setAddress] = useState(() => location.pathname + location.search);
  useEffect(() => {
    const read = () => setAddress(location.pathname + location.search);
    addEventListener('popstate', read);
    addEventListener(moved, read);
    return () => {
      removeEventListener('popstate', read);
      removeEventListener(moved, read);
    };
  }, []);
  const { pathname, searchParams } = new URL(address, location.origin);
  const path = places.find((place) => place.path === pathname)?.path ?? '/';
  return { path, query: searchParams };
}
