import type { Judgement, Now } from '../../../data.ts';
import { Link } from '../parts/link.tsx';
import { plural, sentence } from '../words.ts';
import { stageTitles } from './stage.tsx';

type Finding = { readonly key: string; readonly title?: string; readonly judgement: Judgement };

/** What is wrong, and what to do about each, before anything else; or that nothing is. */
export function Findings({ now }: { readonly now: Now }) {
  const all: readonly Finding[] = [
    ...now.stages.map(({ name, judgement }) => ({ key: name, title: stageTitles[name], judgement })),
    // What is said of a source begins with its name.
    ...now.sources.map(({ name, judgement }) => ({ key: name, judgement })),
  ];
  const of = (health: Judgement['health']) => all.filter(({ judgement }) => judgement.health === health);
  const [wrong, notices] = [of('wrong'), of('notice')];
  const isNew = now.sources.every(({ lastEventAt }) => lastEventAt === undefined);
  if (isNew && wrong.length + notices.length === 0)
    return (
      <p class="verdict quiet-verdict" role="status">
        Nothing has come in yet. <Link to="/try">Send a sample on the Try page</Link>, or have a vendor send
        to its address, and look here again.
      </p>
    );
  if (wrong.length + notices.length === 0)
    return (
      <p class="verdict good" role="status">
        Everything flows: nothing that was looked at is wrong.
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
              {title && <strong>{title}: </strong>}
              {sentence(judgement.what)}
              {judgement.remedy && <span class="remedy"> {sentence(judgement.remedy)}</span>}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
