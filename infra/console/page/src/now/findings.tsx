import type { Judgement, Now } from '../../../data.ts';
import { plural } from '../words.ts';

/** What is wrong, and what to do about each, before anything else; or that nothing is. */
export function Findings({ now }: { readonly now: Now }) {
  const all = [...now.stages, ...now.sources].map(({ name, judgement }) => ({ name, judgement }));
  const of = (health: Judgement['health']) => all.filter(({ judgement }) => judgement.health === health);
  const [wrong, notices] = [of('wrong'), of('notice')];
  if (wrong.length + notices.length === 0)
    return (
      <p class="verdict good" role="status">
        Everything that was looked at is as it should be.
      </p>
    );
  return (
    <section class={`findings ${wrong.length > 0 ? 'bad' : 'warn'}`} aria-labelledby="findings-heading">
      <h2 id="findings-heading" aria-live="polite">
        {wrong.length > 0 ? `${plural(wrong.length, 'thing')} wrong` : 'Nothing wrong'}
        {notices.length > 0 && `, ${plural(notices.length, 'thing')} to know`}
      </h2>
      <ul>
        {[...wrong, ...notices].map(({ name, judgement }) => (
          <li key={name}>
            <span class={`badge ${judgement.health === 'wrong' ? 'bad' : 'warn'}`}>
              {judgement.health === 'wrong' ? 'wrong' : 'to know'}
            </span>
            <span>
              <strong>{name}</strong>: {judgement.what}
              {judgement.remedy && <span class="remedy"> {judgement.remedy}</span>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
