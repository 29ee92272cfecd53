const values: Readonly<Record<string, string>> = {
  requestId: 'JKJaXmPLvHcESHA=',
  'identity.sourceIp': '203.0.113.178',
  httpMethod: 'POST',
  path: '/webhooks/contact-center',
  status: '200',
  requestLength: '1500',
  responseLatency: '34',
  integrationErrorMessage: '-',
};

/** A line as the gateway writes it by this format; values of usual length. */
export function accessLogLine(format: string): string {
  return format.replace(/\$context\.([\w.]+)/g, (_, name: string) => values[name] ?? name);
}
