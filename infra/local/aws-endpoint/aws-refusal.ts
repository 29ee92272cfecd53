import { AdapterError } from '../../../shared/errors.ts';

/** Thrown when the local AWS endpoint refuses a call; `code` and `status` are those the service itself would answer. */
export class AwsRefusal extends AdapterError {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}
