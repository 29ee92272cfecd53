import type { Configuration } from '../../../shared/configuration/configuration.ts';
import { webhookSource, webhookSourceNames } from '../secrets/webhook-source.ts';
import { columns } from '../terminal.ts';

/** What is to be done with a configuration that was just written, a command a line, and why. */
export function nextSteps(configuration: Configuration): readonly string[] {
  const { environment, region } = configuration;
  const where = `--environment ${environment}${region === undefined ? '' : ` --region ${region}`}`;
  const ops = (words: string) => `  npm run ops -- ${words} ${where}`;
  const secrets = webhookSourceNames(configuration).map((name) =>
    webhookSource(configuration, name).secretIsOurs
      ? [ops(`secrets generate source ${name}`), `prints the secret to give to ${name}`]
      : [ops(`secrets set source ${name}`), `takes the secret that ${name} shows`],
  );
  return [
    'next:',
    ...columns([
      [`  npm run deploy -- -c environment=${environment}`, 'prints the URLs of the sources'],
      [ops('secrets set cloud-connect'), 'logs in to the API'],
      ...secrets,
      [ops('secrets status'), 'tells which secrets are filled'],
    ]),
    'and register the URLs with the vendors, as the README tells under "Connect a source"',
  ];
}
