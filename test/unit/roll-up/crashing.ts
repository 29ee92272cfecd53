import type { Access } from './table-in-memory.ts';

/** How a process fails at a write, and whether that write was done all the same, its answer lost. */
export type Fault = {
  readonly atWrite: number;
  readonly mode: 'dies' | 'fails from then on' | 'fails once';
  readonly isDone: boolean;
};

/** What nobody may take for success. */
export class Crash extends Error {}

/**
 * The requests of one process after another, with one fault among all their writes. A process that dies is never answered
 * again, whatever it has under way, and `survived` rejects; one that is refused has to make do with that.
 */
export function createFaultyProcesses({ atWrite, mode, isDone }: Fault) {
  let writes = 0;
  const start = () => {
    let hasFailed = false;
    const death = Promise.withResolvers<never>();
    death.promise.catch(() => undefined);
    const access: Access = async ({ kind }, work) => {
      // A turn of its own for each request, so that those which are begun together stand side by side.
      await Promise.resolve();
      const isAlone = kind === 'read' && mode !== 'dies';
      if (hasFailed && mode !== 'fails once' && !isAlone) return await fail();
      if (kind === 'read') return work();
      writes += 1;
      if (writes !== atWrite) return work();
      hasFailed = true;
      if (isDone) work();
      death.reject(new Crash('the process died'));
      return await fail();
    };
    const fail = (): Promise<never> =>
      mode === 'dies' ? new Promise(() => {}) : Promise.reject(new Crash('the write was refused'));
    const survived = <Answer>(run: Promise<Answer>): Promise<Answer> =>
      mode === 'dies' ? Promise.race([run, death.promise]) : run;
    return { access, survived };
  };
  return { start, count: () => writes };
}
