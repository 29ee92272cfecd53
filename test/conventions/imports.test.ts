import { expect, test } from 'vitest';
import { type SourceFile, sourceFiles } from './layout.ts';

/** The imports of these files that a rule forbids, as readable lines. */
function offences(
  files: readonly SourceFile[],
  forbidden: (specifier: string, file: SourceFile) => boolean,
): string[] {
  return files.flatMap((file) =>
    file.imports.filter((name) => forbidden(name, file)).map((name) => `${file.path} imports ${name}`),
  );
}

const isWithin =
  (...folders: readonly string[]) =>
  (name: string) =>
    folders.some((folder) => name.startsWith(`${folder}/`));

test('shared imports nothing above it, no CDK and no AWS event shapes', () => {
  const above = isWithin('functions', 'infra', 'test');
  expect(
    offences(
      sourceFiles('shared'),
      (name) => above(name) || /^(aws-cdk-lib|constructs|aws-lambda)/.test(name),
    ),
  ).toEqual([]);
});

test('only the ports and the Cloud Connect client do I/O', () => {
  const pure = sourceFiles('shared').filter(
    ({ path }) => !isWithin('shared/ports', 'shared/cloud-connect')(path),
  );
  const io = /^(@aws-sdk\/|undici$|node:(https?|net|fs|tls|dns|child_process)|node:fs\/)/;
  // The functions' own asset is read at start, before any event comes; of node:net, a list of addresses opens nothing.
  const excepted = ['shared/configuration/read-configuration.ts', 'shared/address-list.ts'];
  const files = pure.filter(({ path }) => !excepted.includes(path));
  expect(offences(files, (name) => io.test(name))).toEqual([]);
});

test('functions import shared, middy, SDK clients and their own middleware only', () => {
  const ours = isWithin('shared', 'functions/middleware');
  const allowed = /^(@middy\/core|@aws-sdk\/client-[a-z-]+|aws-lambda|node:timers\/promises|node:crypto)$/;
  expect(offences(sourceFiles('functions'), (name) => !ours(name) && !allowed.test(name))).toEqual([]);
});

test('the stack takes types, names and configuration from shared, never what runs in a function', () => {
  const runs = isWithin(
    'shared/ports',
    'shared/receive',
    'shared/receive-bus',
    'shared/receive-stream',
    'shared/receive-webhook',
    'shared/deliver-events',
    'shared/record-contacts',
    'shared/refresh-token',
  );
  expect(
    offences(sourceFiles('infra/aws'), (name) => runs(name) || isWithin('functions', 'test')(name)),
  ).toEqual([]);
});

test('the operators’ command line imports shared, the environments, SDK clients and what reads and writes their files only', () => {
  // The doctor makes the template that it holds what is deployed against, apart from all else.
  const ours = (name: string) =>
    isWithin('shared', 'infra/ops', 'infra/environments', 'infra/console/server')(name) ||
    name === 'infra/aws/synthesize.ts';
  const allowed =
    /^(@aws-sdk\/client-[a-z-]+|zod\/mini|node:(util|crypto|fs|os|path|stream|events|worker_threads|(timers|fs|readline)\/promises)|jsonc-parser|csv-(parse|stringify)\/sync)$/;
  expect(offences(sourceFiles('infra/ops'), (name) => !ours(name) && !allowed.test(name))).toEqual([]);
});

test('the console’s server looks at a deployment as the operators do, reaches no AWS of its own, and takes vendors’ samples as the local run does', () => {
  const ours = isWithin('shared', 'infra/ops', 'infra/console/server');
  const allowed =
    /^(infra\/console\/data\.ts|infra\/local\/sample-webhooks\.ts|zod\/mini|diff|jsonc-parser|node:(crypto|events|fs|http|os|path|url|util|timers\/promises))$/;
  // The program that shows the page is not the server's.
  const files = sourceFiles('infra/console/server').filter(
    ({ path }) => !path.endsWith('/open-in-browser.ts'),
  );
  expect(offences(files, (name) => !ours(name) && !allowed.test(name))).toEqual([]);
});

test('the page knows of its server only what they tell each other, and of libraries those that draw it', () => {
  const ours = isWithin('infra/console/page/src');
  const allowed = /^(infra\/console\/data\.ts|preact(\/hooks)?|uplot(\/dist\/uPlot\.min\.css)?)$/;
  expect(
    offences(sourceFiles('infra/console/page/src'), (name) => !ours(name) && !allowed.test(name)),
  ).toEqual([]);
});

test('what server and page tell each other needs neither Node nor a browser', () => {
  const [data] = sourceFiles('infra/console').filter(({ path }) => path === 'infra/console/data.ts');
  expect(data?.imports).toEqual([]);
});

test('nothing imports the tests', () => {
  expect(offences(sourceFiles('shared', 'functions', 'infra'), isWithin('test'))).toEqual([]);
});

test('nothing a function runs knows that it may run locally', () => {
  const told = sourceFiles('shared', 'functions').filter(({ text }) =>
    /infra\/(local|sandbox)|isLocal|NODE_ENV|localhost/.test(text),
  );
  expect(told.map(({ path }) => path)).toEqual([]);
});

test('a source imports no other source, no port and no configuration value', () => {
  const vendors = sourceFiles('shared/sources').filter(({ path }) => path !== 'shared/sources/registry.ts');
  expect(
    offences(
      vendors,
      isWithin('shared/ports', 'shared/receive', 'shared/receive-webhook', 'shared/deliver-events'),
    ),
  ).toEqual([]);
});

test('zod comes as a namespace, so that the bundles leave its locales out', () => {
  const named = sourceFiles('shared', 'functions').filter(({ text }) =>
    /import \{ ?z ?\} from 'zod/.test(text),
  );
  expect(named.map(({ path }) => path)).toEqual([]);
});
