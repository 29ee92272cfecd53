import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

export type Loaded<Value> = {
  readonly value: Value | undefined;
  readonly error: string | undefined;
  readonly isLoading: boolean;
  readonly reload: () => void;
};

/** What `load` gives, loaded when `key` changes and when asked; what was there stays until the new is. */
export function useLoad<Value>(load: () => Promise<Value>, key: string): Loaded<Value> {
  const [value, setValue] = useState<Value>();
  const [error, setError] = useState<string>();
  const [isLoading, setLoading] = useState(true);
  const latest = useRef(0);
  const current = useRef(load);
  current.current = load;
  const reload = useCallback(() => {
    latest.current += 1;
    const turn = latest.current;
    setLoading(true);
    current.current().then(
      (loaded) => {
        if (turn !== latest.current) return;
        setValue(loaded);
        setError(undefined);
        setLoading(false);
      },
      (fault: unknown) => {
        if (turn !== latest.current) return;
        setError(messageOf(fault));
        setLoading(false);
      },
    );
  }, []);
  useEffect(reload, [key]);
  return { value, error, isLoading, reload };
}

export function messageOf(fault: unknown): string {
  return fault instanceof Error ? fault.message : String(fault);
}
