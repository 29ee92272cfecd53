import type { SourceNow } from '../../../data.ts';

/** A column for each quarter of the last hours, as high as it was busy. The sentence beside it says the same. */
export function Rhythm({ source }: { readonly source: SourceNow }) {
  const most = Math.max(1, ...source.rhythm);
  const width = 4;
  return (
    <svg
      class="rhythm"
      viewBox={`0 0 ${source.rhythm.length * width} 20`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {source.rhythm.map((count, index) => {
        const height = count === 0 ? 1 : 3 + (count / most) * 17;
        return (
          <rect
            key={index}
            x={index * width}
            y={20 - height}
            width={width - 1}
            height={height}
            class={count === 0 ? 'none' : ''}
          />
        );
      })}
    </svg>
  );
}
