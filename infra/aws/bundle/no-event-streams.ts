/**
 * In place of `@smithy/core/event-streams` in the bundles: calls that stream events, of which we make none. The SDK would
 * load it later, and to have it later the bundle would keep all that it shares with the rest in pieces.
 */
export class EventStreamSerde {
  constructor() {
    throw new Error('the bundle holds no event streams: see infra/aws/write-bundle.ts');
  }
}

export function eventStreamSerdeProvider(): object {
  return {};
}

export function resolveEventStreamSerdeConfig<Config>(config: Config): Config {
  return config;
}
