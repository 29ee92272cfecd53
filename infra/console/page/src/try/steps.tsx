import type { Step, StepName, Tried, VendorAnswer } from '../../../data.ts';
import { LongText } from '../parts/long-text.tsx';

const titles: Readonly<Record<StepName, string>> = {
  signed: 'Signed',
  verified: 'Verified',
  translated: 'Translated into events',
  coded: 'Coded',
  shaped: 'Shaped into rows',
  answered: 'Answered',
};

const outcomeWords: Readonly<Record<Step['outcome'], string>> = {
  done: 'done',
  stopped: 'stopped here',
  nothing: 'nothing to do',
  'not-reached': 'not reached',
};
const outcomeMarks: Readonly<Record<Step['outcome'], string>> = {
  done: '✓',
  stopped: '✕',
  nothing: '–',
  'not-reached': '·',
};

/** What becomes of a payload, in the order in which it happens. */
export function Steps({ tried }: { readonly tried: Tried }) {
  return (
    <ol class="steps">
      {tried.steps.map((step) => (
        <li key={step.name} class={`step ${step.outcome}`}>
          <span class="step-mark" aria-hidden="true">
            {outcomeMarks[step.outcome]}
          </span>
          <div class="step-body">
            <h3>
              {titles[step.name]} <span class="badge">{outcomeWords[step.outcome]}</span>
            </h3>
            <p>{step.what}</p>
            {step.facts.length > 0 && (
              <dl class="pairs">
                {step.facts.map(({ label, value }, index) => (
                  // Two events may have the same word.
                  <div key={`${index} ${label}`}>
                    <dt>{label}</dt>
                    <dd>{value}</dd>
                  </div>
                ))}
              </dl>
            )}
            {step.made.map(({ title, json }, index) => (
              <details key={`${index} ${title}`} open={step.name === 'shaped' && index < 3}>
                <summary>{title}</summary>
                <LongText label={title}>{json}</LongText>
              </details>
            ))}
            {step.name === 'answered' && tried.answer && (
              <Answer answer={tried.answer} title="To the letter" />
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}

/** An HTTP answer as the vendor gets it. */
export function Answer({ answer, title }: { readonly answer: VendorAnswer; readonly title: string }) {
  const { status, headers, body } = answer;
  if (status === 0) return null;
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return (
    <div class="answer">
      <h4>{title}</h4>
      <LongText label={title}>{[`HTTP ${status}`, ...head, '', pretty(body)].join('\n').trimEnd()}</LongText>
    </div>
  );
}

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
