/**
 * In place of `@smithy/core/config` in the bundles: a function is configured by its environment, and has none of the files that the
 * SDK would look for with every setting that the environment leaves out.
 * https://docs.aws.amazon.com/sdkref/latest/guide/file-location.html
 */
export * from '#sdk-config';

type Setting<Value> = {
  readonly environmentVariableSelector: (variables: NodeJS.ProcessEnv, options: object) => Value | undefined;
  readonly default: Value | (() => Value | Promise<Value>);
};

/** Reads a setting of the SDK's own. */
export function loadConfig<Value>(
  { environmentVariableSelector, default: fallback }: Setting<Value>,
  options: object = {},
): () => Promise<Value> {
  return async () => {
    const value = environmentVariableSelector(process.env, options);
    if (value !== undefined) return value;
    return isFunction(fallback) ? await fallback() : fallback;
  };
}

function isFunction<Value>(fallback: Setting<Value>['default']): fallback is () => Value | Promise<Value> {
  return typeof fallback === 'function';
}

/** What the SDK takes where nothing is configured. https://docs.aws.amazon.com/sdkref/latest/guide/feature-smart-config-defaults.html */
export function resolveDefaultsModeConfig(): () => Promise<'legacy'> {
  return async () => 'legacy';
}
