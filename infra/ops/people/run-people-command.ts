import { ConfigurationError } from '../../../shared/errors.ts';
import type { OpenDeployment } from '../open-deployment.ts';
import { wrong } from '../options.ts';
import type { Terminal } from '../terminal.ts';
import type { PeopleCommand } from './command.ts';
import { kinds } from './kinds.ts';
import { listRows } from './list-rows.ts';
import type { Api } from './open-api.ts';
import { runFileCommand } from './run-file-command.ts';
import { showUnknown } from './show-unknown.ts';

/** Does what the operator wants with people or collection points; resolves with whether all of it was done. */
export async function runPeopleCommand(
  command: PeopleCommand,
  { openApi, agents }: Pick<OpenDeployment, 'openApi' | 'agents'>,
  terminal: Terminal,
): Promise<boolean> {
  const kind = kinds[command.subject];
  const api = await openApi();
  try {
    const accountId = accountOf(command, api);
    if (command.action === 'import' || command.action === 'diff')
      return await runFileCommand({ command, kind, accountId, api, terminal });
    const listed = await api.list(kind, accountId);
    if (command.action === 'list') listRows(listed, kind, { terminal, json: command.json });
    else showUnknown(await agents.list(accountId), listed, { terminal, json: command.json });
    return true;
  } finally {
    await api.close();
  }
}

/** The account that is meant; rows in another one's list could not be taken out again. */
function accountOf({ account }: PeopleCommand, { settings: { accountIds } }: Api): string {
  const all = accountIds.join(', ');
  if (account !== undefined && !accountIds.includes(account)) throw wrong('--account', account, all);
  const [only, ...others] = account === undefined ? accountIds : [account];
  if (only === undefined || others.length > 0)
    throw new ConfigurationError(`the deployment has the accounts ${all}: say which with --account ID`);
  return only;
}
