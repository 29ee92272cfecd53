import { useState } from 'preact/hooks';
import type { LettersOrder, LettersOutcome, LettersPlan } from '../../../data.ts';
import { api } from '../api.ts';
import { Dialog } from '../parts/dialog.tsx';
import { Fault, Loading } from '../parts/notices.tsx';
import { messageOf, useLoad } from '../use-load.ts';
import { plural } from '../words.ts';

type Props = { readonly order: LettersOrder; readonly onClose: () => void; readonly onDone: () => void };

/** What would happen, before it does; then what did. */
export function OrderDialog({ order, onClose, onDone }: Props) {
  const plan = useLoad(() => api.planLetters(order), 'plan');
  const [outcome, setOutcome] = useState<LettersOutcome>();
  const [error, setError] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const verb = order.action === 'redrive' ? 'Redrive' : 'Discard';
  const possible = plan.value?.each.filter((each) => each.possible).map(({ id }) => id) ?? [];
  const confirm = async () => {
    setBusy(true);
    try {
      setOutcome(await api.changeLetters({ action: order.action, ids: possible }));
    } catch (fault) {
      setError(messageOf(fault));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={`${verb} ${plural(order.ids.length, 'dead letter')}?`}
      onClose={outcome ? onDone : onClose}
    >
      {(error ?? plan.error) && <Fault message={error ?? plan.error ?? ''} />}
      {outcome ? (
        <Outcomes outcome={outcome} />
      ) : plan.value ? (
        <Plan plan={plan.value} />
      ) : (
        !plan.error && <Loading />
      )}
      <div class="actions">
        {outcome ? (
          <button type="button" class="primary" onClick={onDone}>
            Done
          </button>
        ) : (
          <>
            <button type="button" onClick={onClose}>
              Leave them
            </button>
            <button
              type="button"
              class={order.action === 'redrive' ? 'primary' : 'danger'}
              disabled={possible.length === 0 || isBusy}
              onClick={confirm}
            >
              {verb} {possible.length}
            </button>
          </>
        )}
      </div>
    </Dialog>
  );
}

/** Those that would fare alike are told of together. */
function Plan({ plan }: { readonly plan: LettersPlan }) {
  const groups = Map.groupBy(plan.each, ({ would }) => would);
  return (
    <ul class="plan">
      {[...groups].map(([would, { length }]) => (
        <li key={would}>
          <strong>{length}</strong> would {would}.
        </li>
      ))}
    </ul>
  );
}

function Outcomes({ outcome }: { readonly outcome: LettersOutcome }) {
  const groups = Map.groupBy(outcome.each, ({ outcome: what, detail }) =>
    detail === undefined ? what : `${what}: ${detail}`,
  );
  return (
    <ul class="plan" role="status">
      {[...groups].map(([what, { length }]) => (
        <li key={what}>
          <strong>{length}</strong> {what}
        </li>
      ))}
    </ul>
  );
}
