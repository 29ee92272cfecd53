import type { Judgement, Now, SourceNow, StageName, StageNow } from '../../../data.ts';
import { Link } from '../parts/link.tsx';
import { plural, sentence } from '../words.ts';
import { stageTitles } from './stage.tsx';

type Finding = { readonly key: string; readonly title: string; readonly judgement: Judgement };

type Props = { readonly now: Now; readonly isLive: boolean; readonly isReadOnly: boolean };

/** What is wrong, and what to do about each, before anything else; or that nothing is. */
export function Findings({ now, isLive, isReadOnly }: Props) {
  const all: readonly Finding[] = [
    ...now.stages
      .toSorted(byCause)
      .map(({ name, judgement }) => ({ key: name, title: `${stageTitles[name]}: `, judgement })),
    ...now.sources.map(ofSource),
  ];
  const of = (health: Judgement['health']) => all.filter(({ judgement }) => judgement.health === health);
  const [wrong, notices] = [of('wrong'), of('notice')];
  const isNew = now.sources.every(({ lastEventAt }) => lastEventAt === undefined);
  if (isNew && wrong.length + notices.length === 0)
    return (
      <p class="verdict quiet-verdict" role="status">
        Nothing has come in yet.{' '}
        {isReadOnly ? (
          'Have a vendor send to its address'
        ) : (
          <>
            <Link to="/try">Send a sample on the Try page</Link>, or have a vendor send to its address
          </>
        )}
        , and look here again.
      </p>
    );
  if (wrong.length + notices.length === 0)
    return (
      <p class={`verdict ${isLive ? 'good' : 'quiet-verdict'}`} role="status">
        {isLive
          ? 'Everything flows: nothing that was looked at is wrong.'
          : 'When it was looked at last, nothing was wrong. Whether it is now, is not known.'}
      </p>
    );
  return (
    <section class={`findings ${wrong.length > 0 ? 'bad' : 'warn'}`} aria-labelledby="findings-heading">
      <h2 id="findings-heading" aria-live="polite">
        {wrong.length > 0 ? `${plural(wrong.length, 'thing')} wrong` : 'Nothing wrong'}
        {notices.length > 0 && `, ${plural(notices.length, 'thing')} to know`}
      </h2>
      <ul>
        {[...wrong, ...notices].map(({ key, title, judgement }) => (
          <li key={key}>
            <span class={`badge ${judgement.health === 'wrong' ? 'bad' : 'warn'}`}>
              {judgement.health === 'wrong' ? 'wrong' : 'to know'}
            </span>
            <p>
              <strong>{title}</strong>
              {sentence(judgement.what)}
              {judgement.remedy && (
                <span class="remedy">
                  {' '}
                  <strong>What to do:</strong> {sentence(judgement.remedy)}
                </span>
              )}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Without a token the API takes nothing, and what it does not take waits in the queue. */
const causes: readonly StageName[] = ['token', 'deliveries', 'queue', 'dead-letters'];

function byCause(one: StageNow, other: StageNow): number {
  return causes.indexOf(one.name) - causes.indexOf(other.name);
}

/** What is said of a source begins with its name, which is written as it is. */
function ofSource({ name, judgement, silentSince }: SourceNow): Finding {
  const what = judgement.what.startsWith(`${name} `) ? judgement.what.slice(name.length + 1) : judgement.what;
  const title = silentSince !== undefined ? `${name} is silent. ` : `${name}: `;
  return { key: name, title, judgement: { ...judgement, what } };
}
