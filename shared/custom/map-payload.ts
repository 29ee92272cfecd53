import { Untranslatable } from '../errors.ts';
import { type TranslatedEvent, translatedEvent } from '../events/event.ts';
import { faultsOf } from '../events/faults.ts';
import type { Translation } from '../sources/source.ts';
import { knownPath, type Place, valueAt } from './field-path.ts';
import { fieldReader, isRequired, type Reading } from './mapped-field.ts';
import type { Mapping, MappingRule } from './mapping.ts';

/** Reads a payload by its mapping; throws Untranslatable naming the rule and the path of what is missing or mistyped. */
export type PayloadMapper = (payload: unknown, known: Omit<Reading, keyof Place>) => Translation;

type Rule = (reading: Reading) => TranslatedEvent | undefined;

/** Made once for each mapping; the paths are those of what tells one item from another, where that is configured. */
export function payloadMapper({ items, rules }: Mapping, idPaths: readonly string[]): PayloadMapper {
  const identify = identifier(idPaths);
  const list = items === undefined ? undefined : knownPath(items);
  const readers = rules.map(ruleReader);
  return (payload, known) => {
    const found = list ? valueAt({ payload, item: payload }, list) : [payload];
    if (!Array.isArray(found)) throw new Untranslatable(`the payload has no list at ${items}`);
    const perItem = found.map((item) => {
      const reading = { ...known, payload, item };
      const events = readers.flatMap((read) => read(reading) ?? []);
      return identified(events, identify(reading));
    });
    return { events: perItem.flat(), ignored: perItem.filter((events) => events.length === 0).length };
  };
}

/** The events with the id of what they came in; two events of one are two, and each must have an id of its own. */
export function identified(
  events: readonly TranslatedEvent[],
  id: string | undefined,
): readonly TranslatedEvent[] {
  if (id === undefined) return events;
  return events.map((event, index) => ({ ...event, id: index === 0 ? id : `${id}/${index + 1}` }));
}

/** The values at the paths, joined; none where one of them is missing, since the rest could be another item's too. */
function identifier(paths: readonly string[]): (place: Place) => string | undefined {
  const known = paths.map(knownPath);
  return (place) => {
    const words = known.map((path) => wordOf(valueAt(place, path)));
    return words.length > 0 && words.every(Boolean) ? words.join('/') : undefined;
  };
}

function ruleReader({ when, emit, fields }: MappingRule, index: number): Rule {
  const conditions = Object.entries(when).map(([path, wanted]) => {
    const at = knownPath(path);
    const words = new Set([wanted].flat().map(wordOf));
    return (place: Place) => words.has(wordOf(valueAt(place, at)));
  });
  const what = `rule ${index + 1} (${emit})`;
  const readers = Object.entries(fields).map(([name, rule]) => {
    const read = fieldReader(emit, name, rule);
    const from = typeof rule === 'string' ? rule : 'path' in rule ? rule.path : 'its value';
    const missing = isRequired(emit, name) ? 'is missing' : undefined;
    return (reading: Reading) => {
      const { value, fault = value === undefined ? missing : undefined } = read(reading);
      if (fault) throw new Untranslatable(`${what} finds no ${name} at ${from}: it ${fault}`);
      return value === undefined ? [] : [[name, value] as const];
    };
  });
  return (reading) => {
    if (!conditions.every((holds) => holds(reading))) return undefined;
    return asEvent({ type: emit, ...Object.fromEntries(readers.flatMap((read) => read(reading))) }, what);
  };
}

/** A number is as good as its text, because forms write all as text. No object has a word. */
function wordOf(value: unknown): string | null | undefined {
  if (value === undefined || value === null) return null;
  return typeof value === 'object' ? undefined : String(value);
}

function asEvent(event: object, what: string): TranslatedEvent {
  const parsed = translatedEvent.safeParse(event);
  if (parsed.success) return parsed.data;
  const [fault] = faultsOf(parsed.error);
  throw new Untranslatable(`${what} gives no valid event: ${fault?.path}: ${fault?.message}`);
}
