import { deadLetterReasons } from '../../shared/ports/dead-letters.ts';

/** How to call it, as `--help` and a call that it does not understand show it. */
export const usage = `npm run ops -- dead-letters ACTION (--environment NAME | --local URL) [options]
npm run ops -- trace ID (--environment NAME | --local URL) [--since SPAN] [--json]
npm run ops -- console (--environment NAME | --local URL) [--port PORT] [--no-open]
npm run ops -- volume ACTION (--environment NAME | --local URL) [options]
npm run ops -- secrets ACTION (--environment NAME | --local URL) [options]
npm run ops -- init [options]
npm run ops -- doctor (--environment NAME | --local URL) [--json]
npm run ops -- cost (--agents N | --events-per-day N) [options]
npm run ops -- people ACTION (--environment NAME | --local URL) [options]
npm run ops -- collection-points ACTION (--environment NAME | --local URL) [options]

dead-letters: what could not be delivered
  list                 one line each, the oldest first
  show ID              everything of it, with the whole original
  redrive [ID ...]     send the originals again; what is taken leaves the dead letters
  discard [ID ...]     delete them

trace: what became of a webhook, from the functions’ logs and the dead letters, in the order of time
  ID                   the x-request-id of its answer; or an event’s, a dead letter’s or a delivering request’s id
  --since SPAN         how far back: 90m, 24h (where left out), 7d, a day of UTC or a time; CloudWatch charges what it reads

console: a web page on this machine that shows it all, and changes nothing
  --port PORT          where (8491; 0 is any free one)
  --no-open            only print its address: else it is opened in the default browser, where there is a desktop

volume: the quarter-hour rows that the roll-up sums of contacts
  show                 sum the rows of a time anew: a table, and a plot for each collection point
  resend               send them again, so that the API holds what the contacts say
  run                  run the roll-up at once, as its schedule does every 15 minutes

secrets: what the deployment proves itself with, and its sources; read from standard input, or asked for on a terminal
  set cloud-connect    {"userName":"…","password":"…"}; logs in by them at once
  set source NAME      the signing secret, in place of any before; with --add beside them
  rotate source NAME   the signing secret becomes current, the one before it stays valid
  rotate source NAME --drop-previous  the one before it is valid no longer
  generate source NAME  make a new one up, where the vendor lets us, rotate to it and print it, this once
  status               which are filled, since when, and how many are valid; never what they are

init: writes the configuration of a new environment, and asks on a terminal for what its options do not say
  --name NAME          of the environment, and of the file in infra/environments
  --region REGION      where the stack goes; else to the region of your AWS settings
  --base-url URL       of the Cloud Connect API
  --time-zone ZONE     of the account (UTC)
  --source NAME=VENDOR[,KEY=VALUE...]  a source and the keys of its entry, such as zoom=zoom,accountId=2
  --force              write over a file that is there

doctor: examines a deployment, changes nothing, and tells under each finding what to do; looks at configuration, identity, stack,
  secrets, login, token, lists, sources, webhooks, queues, delivery, roll-up, dead letters and alarms. Exit codes:
  0  all is well, notes (·) beside it or not
  1  a warning (!), or something that could not be looked at (–); a call that it does not understand, too
  2  something failed (✘)

cost: what a month on AWS costs by list prices, by service; needs neither a deployment nor credentials
  --events-per-day N   state changes and what happens to contacts; of --agents N where left out
  --agents N           with the events of so many voice agents; each option below says otherwise
  --contacts-per-day N  of whose six events each the day's events are a part
  --collection-points N  queues that rows are made for
  --events-per-webhook N  where a sender packs several (1)
  --busy-hours N       of a day, in which the events come (12)
  --sources N, or NAME=SHARE,...  so many that send webhooks (1), or vendors with their parts, such as zoom=70,genesys=30
  --environment NAME   the sources, window and retention of infra/environments/NAME.json
  --free-tier          take off what every account has free each month

people, collection-points: the lists that the API keeps
  list                 what the API has
  diff FILE            compare a CSV or JSON file with it
  import FILE          send what is new in the file; what the API refuses is written to FILE.refused.csv
  unknown              agents whose activity came in the last 30 days and whom the list lacks (people only)

Which deployment:
  --environment NAME   the stack cloud-connect-adapter-NAME, in the region that its file names, else in that of your AWS settings
  --region REGION      another region than that
  --local URL          the local run; npm start prints the URL

Which dead letters (an option given several times means any of its values; different ones must all hold):
  --reason REASON      ${deadLetterReasons.join(', ')}
  --source NAME        the source's name in the configuration
  --agent ID           with an event of this agent
  --collection-point ID  with an event of this collection point
  --from, --to TIME    first seen at or after, and before: a day of UTC (2026-11-23), or 2026-11-23T09:00:00+01:00
  --id ID              the same as naming it
  --all                every one: redrive and discard ask for it where nothing else is said

Which rows of show and resend (as above; a row always sums the contacts of all sources):
  --from, --to TIME    of the intervals that have ended and have any of this time; both are needed
  --collection-point ID  of these; else of all that are configured, or seen in the last 7 days
  --source NAME        of the collection points that this source is configured for, or had contacts at in that time

Which people and collection points:
  --account ID         of this account, where the deployment has several
  --skip-faulty        diff and import: go on without the rows of the file that have a fault

How:
  --yes                do it; without, redrive, discard, resend and import only tell what they would do
  --per-second N       redrive, discard or resend at most so many a second (20)
  --json               print JSON, one object a line`;
