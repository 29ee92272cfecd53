/** A number and what it counts: `1 source`, `2 sources`, `0 people`. */
export function counted(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
