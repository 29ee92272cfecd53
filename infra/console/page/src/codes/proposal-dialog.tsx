import type { DiffLine, Proposal } from '../../../data.ts';
import { Dialog } from '../parts/dialog.tsx';
import { download } from '../parts/download.ts';
import { LongText } from '../parts/long-text.tsx';

const marks: Readonly<Record<DiffLine['kind'], string>> = { same: ' ', added: '+', removed: '-' };
const kindWords: Readonly<Record<DiffLine['kind'], string>> = {
  same: '',
  added: 'added: ',
  removed: 'removed: ',
};

type Props = { readonly proposal: Proposal; readonly onClose: () => void };

/** What the edits change in the environment's file, which whoever wants it saves and deploys: the console writes nothing. */
export function ProposalDialog({ proposal, onClose }: Props) {
  const { fileName, text, diff, faults } = proposal;
  return (
    <Dialog title={`What changes in ${fileName}`} onClose={onClose}>
      {faults.length > 0 && (
        <div class="fault" role="alert">
          <ul>
            {faults.map((fault) => (
              <li key={fault}>{fault}</li>
            ))}
          </ul>
        </div>
      )}
      {diff.length === 0 ? (
        <p>Nothing: the file says so already.</p>
      ) : (
        <LongText class="diff" label="Lines that change">
          {diff.map((line, index) => (
            // Lines may repeat.
            <span key={`${index} ${line.text}`} class={line.kind}>
              <span aria-hidden="true">{marks[line.kind]} </span>
              <span class="hidden-text">{kindWords[line.kind]}</span>
              {line.text}
              {'\n'}
            </span>
          ))}
        </LongText>
      )}
      <p>
        Save it as <code>infra/environments/{fileName}</code> and deploy. What was set aside for want of a
        code is redriven on the Dead letters page.
      </p>
      <div class="actions">
        <button type="button" onClick={onClose}>
          Close
        </button>
        <button
          type="button"
          class="primary"
          disabled={faults.length > 0 || diff.length === 0}
          onClick={() => download(fileName, text, 'application/json')}
        >
          Download {fileName}
        </button>
      </div>
    </Dialog>
  );
}
