// Preloaded by every npm script (plain JavaScript, so that an old Node can still read it).
const [major] = process.versions.node.split('.').map(Number);
if (major < 24) {
  const { platform, arch, execPath } = process;
  process.stderr.write(
    `cloud-connect-adapter needs Node 24 or newer (AWS Lambda's nodejs24.x); this is ${process.version} at ${execPath}.\n` +
      'On Linux (x64, arm64) and macOS, `npm ci` brings a Node 24 of its own into node_modules/.bin:\n' +
      'run it without --omit=optional, then start through npm (`npm start`, `npm test`, ...), not with `node` itself.\n' +
      `If your machine (${platform} ${arch}) is another, install Node 24 from https://nodejs.org and try again.\n`,
  );
  process.exit(1);
}
