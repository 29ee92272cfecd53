import { type Deliverable, groupOf } from './deliverable.ts';

/** Under which the newest delivered row of its identity is recorded. */
export function deliveredKey(row: Pick<Deliverable, 'call' | 'event' | 'key'>): string {
  return `${groupOf(row)}/${row.key}`;
}
