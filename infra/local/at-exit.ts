const endings = new Set<() => void>();

/** Does this when the process exits without having been told to, unless it is taken back before; one listener serves all. */
export function atExit(end: () => void): { readonly takeBack: () => void } {
  if (endings.size === 0) process.on('exit', endAll);
  endings.add(end);
  return {
    takeBack: () => {
      endings.delete(end);
      if (endings.size === 0) process.off('exit', endAll);
    },
  };
}

function endAll(): void {
  for (const end of endings) end();
}
