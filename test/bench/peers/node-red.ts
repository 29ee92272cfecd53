import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onCore } from '../in-process.ts';
import { type FlowKind, flowOf } from './node-red-flows.ts';
import { cpuMsOf, ended, type Served, serverCore } from './serve.ts';
import { secret } from './webhook.ts';

const version = '5.0.7';
const folder = join(import.meta.dirname, '../../../node_modules/.cache/bench/node-red');

/** Installs Node-RED where no lock file knows of it, unless it is there. */
function installed(): string {
  const script = join(folder, 'node_modules/node-red/red.js');
  if (existsSync(script)) return script;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  execFileSync('npm', ['install', '--no-audit', '--no-fund', `node-red@${version}`], {
    cwd: folder,
    stdio: 'ignore',
  });
  return script;
}

export async function serveNodeRed(
  kind: FlowKind,
  options: { readonly sinkUrl: string; readonly isSigned: boolean },
): Promise<Served> {
  const script = installed();
  const userDirectory = mkdtempSync(join(tmpdir(), 'node-red-'));
  const port = await freePort();
  const key = secret.slice('whsec_'.length);
  writeFileSync(
    join(userDirectory, 'settings.js'),
    `module.exports = {
  uiPort: ${port}, uiHost: '127.0.0.1', httpAdminRoot: false, flowFile: 'flows.json', credentialSecret: false,
  telemetry: { enabled: false, updateNotification: false }, logging: { console: { level: 'error' } },
  functionGlobalContext: { crypto: require('node:crypto'), key: Buffer.from('${key}', 'base64') },
};`,
  );
  writeFileSync(join(userDirectory, 'flows.json'), JSON.stringify(flowOf(kind, options)));
  const { execPath, execArgv } = onCore(serverCore);
  const child = spawn(execPath, [...execArgv, script, '-u', userDirectory], { stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}/webhooks/standard`;
  await untilAnswered(url);
  return {
    url,
    cpuMs: () => cpuMsOf(child),
    close: async () => {
      await ended(child);
      rmSync(userDirectory, { recursive: true, force: true });
    },
  };
}

async function untilAnswered(url: string): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const answer = await fetch(url, { method: 'OPTIONS' }).catch(() => undefined);
    // Before its flows have started, there is no such page.
    if (answer && answer.status !== 404) return;
    await sleep(200);
  }
  throw new Error(`Node-RED does not answer at ${url}`);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}
