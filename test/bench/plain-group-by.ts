/** What a group-by without any rule of ours makes of the same JSON. */
export type PlainRow = {
  offered: number;
  notHandled: number;
  inTime: number;
  talk: number;
  hold: number;
  outbound: number;
  outboundSeconds: number;
};

type Fact = { at: string; milestone: string; collectionPoint?: string; direction?: string };
type Told = {
  collectionPoint: string;
  offeredAt: string;
  talkSeconds: number;
  holdSeconds: number;
  wrapSeconds: number;
  waitSeconds: number;
};

const quarterMs = 900_000;

/** The rows of these contacts by `collection point, quarter hour`: each contact's facts are read once, in their order. */
export function plainGroupBy(texts: readonly string[]): Map<string, PlainRow> {
  const rows = new Map<string, PlainRow>();
  for (const text of texts) {
    const facts: { milestones: Fact[]; summaries: Told[] } = JSON.parse(text);
    const [summary] = facts.summaries;
    if (summary) addSummary(summary, rows);
    else addMilestones(facts.milestones, rows);
  }
  return rows;
}

function addSummary(summary: Told, rows: Map<string, PlainRow>): void {
  const row = rowOf(summary.collectionPoint, Date.parse(summary.offeredAt), rows);
  row.offered += 1;
  if (summary.waitSeconds <= 20) row.inTime += 1;
  row.talk += summary.talkSeconds + summary.wrapSeconds;
  row.hold += summary.holdSeconds;
}

function addMilestones(milestones: readonly Fact[], rows: Map<string, PlainRow>): void {
  const times: Record<string, number> = {};
  let [collectionPoint, direction] = ['', ''];
  for (const fact of milestones) {
    times[fact.milestone] = Date.parse(fact.at);
    if (fact.collectionPoint) collectionPoint = fact.collectionPoint;
    if (fact.direction) direction = fact.direction;
  }
  const { offered = 0, answered = 0, held = 0, retrieved = 0, 'wrap-ended': wrapped = 0 } = times;
  const row = rowOf(collectionPoint, direction === 'outbound' ? answered : offered, rows);
  const hold = (retrieved - held) / 1000;
  const talk = (wrapped - answered) / 1000 - hold;
  if (direction === 'outbound') {
    row.outbound += 1;
    row.outboundSeconds += talk;
    return;
  }
  row.offered += 1;
  if (answered === 0) row.notHandled += 1;
  else {
    if (answered - offered <= 20_000) row.inTime += 1;
    row.talk += talk;
    row.hold += hold;
  }
}

function rowOf(collectionPoint: string, atMs: number, rows: Map<string, PlainRow>): PlainRow {
  const key = `${collectionPoint}@${Math.floor(atMs / quarterMs)}`;
  let row = rows.get(key);
  if (!row) {
    row = { offered: 0, notHandled: 0, inTime: 0, talk: 0, hold: 0, outbound: 0, outboundSeconds: 0 };
    rows.set(key, row);
  }
  return row;
}
