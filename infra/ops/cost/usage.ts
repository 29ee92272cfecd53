import { daysPerMonth } from './assumptions.ts';
import type { PriceName } from './prices.ts';

/** Something that is paid for: how much of it a month takes, in the units of its price. */
export type Usage = { readonly price: PriceName; readonly what: string; readonly quantity: number };

export function daily(price: PriceName, what: string, quantityPerDay: number): Usage {
  return { price, what, quantity: quantityPerDay * daysPerMonth };
}

export function monthly(price: PriceName, what: string, quantity: number): Usage {
  return { price, what, quantity };
}
