import priceList from './prices.json' with { type: 'json' };

/** What AWS charges for, by our names. */
export type PriceName = keyof typeof priceList.prices;

export type Price = {
  readonly service: string;
  readonly unit: string;
  /** US dollars for `per` units. */
  readonly usd: number;
  readonly per: number;
  /** So many units a month cost nothing, for every account and for ever; none where left out. */
  readonly freePerMonth?: number;
  /** The month that the figure is of. */
  readonly asOf: string;
  readonly source: string;
  /** Whether a dated public source gave the figure; `seen` says which, or what is known instead. */
  readonly confirmed: boolean;
  readonly seen: string;
};

/** AWS's list prices, in the one file that has them. */
export const prices: Readonly<Record<PriceName, Price>> = priceList.prices;

export const { region: priceRegion, asOf: pricesAsOf } = priceList;
