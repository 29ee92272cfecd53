import { useEffect, useState } from 'preact/hooks';
import type { Now } from '../../../data.ts';

/** What is now, told by the server as it changes; the browser connects again by itself. */
export function useNow(): {
  readonly now: Now | undefined;
  readonly trouble: string | undefined;
  readonly isLive: boolean;
} {
  const [now, setNow] = useState<Now>();
  const [trouble, setTrouble] = useState<string>();
  const [isLive, setLive] = useState(false);
  useEffect(() => {
    const events = new EventSource('/api/now/stream');
    events.addEventListener('open', () => setLive(true));
    events.addEventListener('error', () => setLive(false));
    events.addEventListener('now', ({ data }) => {
      setNow(JSON.parse(data));
      setTrouble(undefined);
    });
    events.addEventListener('trouble', ({ data }) => setTrouble(JSON.parse(data).message));
    return () => events.close();
  }, []);
  return { now, trouble, isLive };
}
