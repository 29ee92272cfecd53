import { type Duration, Validations } from 'aws-cdk-lib';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import type { Construct } from 'constructs';
import type { FunctionName } from '../../shared/environment.ts';
import { AdapterFunction, type AdapterFunctionProps, allow } from './adapter-function.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';

type ScheduledFunctionProps<Name extends FunctionName> = AdapterFunctionProps<Name> & {
  /** A run older than this is pointless, because the next one is due. */
  readonly interval: Duration;
};

/** A function that is run again and again, and the queue of its failed runs: those that never began, and those that failed every time. */
export class ScheduledFunction<Name extends FunctionName> extends AdapterFunction<Name> {
  readonly deadLetters: DeadLetterQueue;

  constructor(scope: Construct, { may, interval, ...props }: ScheduledFunctionProps<Name>) {
    const deadLetters = new DeadLetterQueue(scope, 'DeadLetters');
    Validations.of(deadLetters).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'It is itself the dead-letter queue, of the schedule and of the asynchronous invocations.',
    });
    super(scope, 'Function', { ...props, may: [...may, allow(['sqs:SendMessage'], deadLetters.queueArn)] });
    this.deadLetters = deadLetters;
    this.configureAsyncInvoke({
      retryAttempts: 2,
      maxEventAge: interval,
      onFailure: new SqsDestination(deadLetters),
    });
  }
}
