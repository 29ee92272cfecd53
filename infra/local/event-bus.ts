import type { InvokeFunction } from './aws-endpoint/functions.ts';
import type { EventRuleDefinition, EventTarget } from './deployment.ts';
import type { BusEvent } from './event-bus/bus-event.ts';
import { compilePattern } from './event-bus/compile-pattern.ts';
import { type DeliveryFailure, deliverEvent } from './event-bus/deliver-event.ts';
import type { Authorizer } from './iam/authorizer.ts';
import { createPause } from './pause.ts';

export type BusReport =
  /** An event came in; `rules` are the names of those it matched. */
  | {
      readonly type: 'event-put';
      readonly busName: string;
      readonly event: BusEvent;
      readonly rules: readonly string[];
    }
  /** An event could not be handed to a rule's target; `deadLettered` is whether its queue took it. */
  | {
      readonly type: 'delivery-failed';
      readonly rule: string;
      readonly reason: string;
      readonly deadLettered: boolean;
    };

export type EventBusOptions = {
  readonly rules: readonly EventRuleDefinition[];
  readonly authorizer: Pick<Authorizer, 'authorizeInvoke' | 'authorizeService'>;
  readonly invoke: InvokeFunction;
  /** Puts a message into a queue of the deployment. */
  readonly sendMessage: (
    queueArn: string,
    body: string,
    attributes: Readonly<Record<string, string>>,
  ) => Promise<void>;
  readonly onReport: (report: BusReport) => void;
  readonly now?: () => number;
  /** How many times faster than the clock on the wall AWS's time runs. */
  readonly timeScale?: number;
};

export type EventBus = {
  readonly publish: (busName: string, event: BusEvent) => void;
  readonly close: () => void;
};

const service = 'events.amazonaws.com';

/** Hands each event to the targets of the rules it matches, as EventBridge does; nobody waits for them. */
export function openEventBus(options: EventBusOptions): EventBus {
  const { onReport, timeScale = 1 } = options;
  const stop = new AbortController();
  const pause = createPause(timeScale, stop.signal);
  const rules = options.rules.map((rule) => ({
    rule,
    matches: compilePattern(rule.pattern, rule.logicalId),
  }));
  const deliver = async (rule: EventRuleDefinition, target: EventTarget, event: BusEvent) => {
    const failure = await deliverEvent(target, {
      mayInvoke: () =>
        options.authorizer.authorizeInvoke({ functionArn: target.functionArn, service, sourceArn: rule.arn }),
      invoke: () => options.invoke(target.functionArn, Buffer.from(JSON.stringify(event)), 'Event'),
      now: options.now ?? Date.now,
      pause,
      stopped: () => stop.signal.aborted,
    });
    if (failure) await deadLetter({ rule, target, event, failure }, options);
  };
  return {
    publish: (busName, event) => {
      const matched = rules.filter(({ rule, matches }) => rule.busName === busName && matches(event));
      onReport({ type: 'event-put', busName, event, rules: matched.map(({ rule }) => rule.name) });
      for (const { rule } of matched) for (const target of rule.targets) void deliver(rule, target, event);
    },
    close: () => stop.abort(),
  };
}

type FailedDelivery = {
  readonly rule: EventRuleDefinition;
  readonly target: EventTarget;
  readonly event: BusEvent;
  readonly failure: DeliveryFailure;
};

async function deadLetter(
  { rule, target, event, failure }: FailedDelivery,
  { authorizer, sendMessage, onReport }: EventBusOptions,
): Promise<void> {
  const { deadLetterArn, functionArn } = target;
  const report = (reason: string, deadLettered: boolean) =>
    onReport({ type: 'delivery-failed', rule: rule.name, reason, deadLettered });
  const { ERROR_MESSAGE } = failure;
  if (deadLetterArn === undefined) return report(ERROR_MESSAGE, false);
  const context = { 'aws:SourceArn': rule.arn };
  const decision = authorizer.authorizeService({
    service,
    action: 'sqs:SendMessage',
    resource: deadLetterArn,
    context,
  });
  if (!decision.allowed) return report(`${ERROR_MESSAGE}; ${decision.message}`, false);
  try {
    const attributes = { RULE_ARN: rule.arn, TARGET_ARN: functionArn, ...failure };
    await sendMessage(deadLetterArn, JSON.stringify(event), attributes);
    report(ERROR_MESSAGE, true);
  } catch (error) {
    report(`${ERROR_MESSAGE}; ${String(error)}`, false);
  }
}
