import type { Target } from '../command.ts';

export type DoctorCommand = { readonly target: Target; readonly json: boolean };
