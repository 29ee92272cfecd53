/** Stands where an event's source does, in a row that is made of contacts: it may sum those of several sources. */
export const rollUpSource = 'roll-up';
