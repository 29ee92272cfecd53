/**
 * What the console shows, as its server tells the page: plain JSON, times as ISO 8601 UTC with milliseconds. Both sides
 * are held to these types, so nothing here may need Node or a browser.
 */

/** One configured source. */
export type SourceHead = {
  readonly name: string;
  readonly vendor: string;
  readonly accountId: string;
  readonly transport: 'webhook' | 'aws';
};

export type About = {
  readonly environment: string;
  /** The run on this machine, or a deployed stack. */
  readonly kind: 'local' | 'deployed';
  /** Why nothing can be changed from here, and what to use in its place; undefined where it can. */
  readonly readOnly?: string;
  /** What else there is to know of what is shown, in a sentence. */
  readonly note?: string;
  readonly timeZone: string;
  readonly windowSeconds: number;
  /** How often what is shown as now is looked at anew. */
  readonly lookSeconds: number;
  readonly sources: readonly SourceHead[];
};

/** How a part of the pipeline is; `unknown` where this deployment does not tell. */
export type Health = 'fine' | 'wrong' | 'notice' | 'unknown';

/** A sentence about a part: what is so and, where something is to be done, what. */
export type Judgement = {
  readonly health: Health;
  readonly what: string;
  readonly remedy?: string;
};

/** A labelled fact of a part: `waiting: 12 messages`. */
export type Fact = { readonly label: string; readonly value: string };

/** A source as it is now. */
export type SourceNow = SourceHead & {
  readonly judgement: Judgement;
  /** The beginning of the minute in which it sent last, or of the quarter hour where that is long ago; undefined where it never did. */
  readonly lastEventAt?: string;
  /** Its last event, where it is silent: longer than usual, and behind no sign-offs. What it told last may be over. */
  readonly silentSince?: string;
  /** How much it sent in each quarter of the last hours, the oldest first. */
  readonly rhythm: readonly number[];
};

export const stageNames = ['queue', 'deliveries', 'token', 'dead-letters'] as const;
export type StageName = (typeof stageNames)[number];

/** A stage of the pipeline as it is now. */
export type StageNow = {
  readonly name: StageName;
  readonly judgement: Judgement;
  /** The figure that stands for the stage, and what it is a figure of: `24 s`, from the vendor's event to the API. */
  readonly headline: string;
  /** Which sources the figure says nothing of, and why: `without zoom, which is silent`; undefined where it is of all. */
  readonly leftOut?: string;
  readonly caption?: string;
  readonly facts: readonly Fact[];
  /** When the thing counted down to happens: the window closes, the token expires. */
  readonly dueAt?: string;
};

export type Now = {
  readonly at: string;
  readonly sources: readonly SourceNow[];
  readonly stages: readonly StageNow[];
};

/** What a row says of an agent that stands out. */
export const changeFlags = ['late', 'collapsed', 'duplicate', 'refused'] as const;
export type ChangeFlag = (typeof changeFlags)[number];

/** One state change of an agent, as it was delivered. */
export type StateChange = {
  readonly agentId: string;
  readonly accountId: string;
  readonly source: string;
  /** When the vendor says it happened. */
  readonly at: string;
  /** The vendor's words; undefined where only the API's row is known. */
  readonly state?: string;
  readonly reason?: string;
  readonly code: string;
  readonly reasonCode?: string;
  /** What kind of state the code stands for, where that is known: `available`, `busy`, `unavailable`, `offline`. */
  readonly stateClass?: string;
  readonly receivedAt?: string;
  readonly acceptedAt?: string;
  readonly flags: readonly ChangeFlag[];
};

/** A time asked for. */
export type Range = { readonly from: string; readonly to: string };

/** A source that is silent, so that what it told last may be over. */
export type Silence = { readonly source: string; readonly since: string };

export type Agents = Range & {
  /** False where the deployment does not write its rows to the log, so that nothing is known; `limit` then says how it would. */
  readonly isLogged: boolean;
  readonly changes: readonly StateChange[];
  /** The sources that are silent now; none where the time ended before. */
  readonly silences: readonly Silence[];
  /** What these changes cannot tell, in a sentence; undefined where nothing is missing. */
  readonly limit?: string;
};

/** The figures of a quarter-hour row. */
export type VolumeFigures = {
  readonly offered: number;
  readonly notHandled: number;
  /** Without wrap-up where `wrapSeconds` is told, else with it. */
  readonly talkSeconds: number;
  readonly holdSeconds: number;
  readonly wrapSeconds?: number;
  readonly serviceLevelPct: number;
};

/** One figure that a later row of the same interval told otherwise. */
export type Correction = {
  readonly at: string;
  readonly figure: string;
  readonly was: string;
  readonly is: string;
};

export type VolumeInterval = VolumeFigures & {
  /** The instant it begins, and what the account's clock shows then. */
  readonly start: string;
  readonly shown: string;
  /** The oldest first. */
  readonly corrections: readonly Correction[];
};

export type VolumePlace = {
  readonly accountId: string;
  readonly collectionPoint: string;
  readonly intervals: readonly VolumeInterval[];
};

export type Volume = Range & {
  readonly timeZone: string;
  readonly places: readonly VolumePlace[];
  /** What the corrections cannot tell, in a sentence. */
  readonly limit: string;
};

/** A sample webhook, moved to the present. */
export type SampleHead = { readonly name: string; readonly says: string };

export type Sample = SampleHead & {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** How a payload that is tried out is signed: as it must be, by a secret that is not the source's, as of two days ago, or not at all. */
export const signings = ['right', 'wrong-secret', 'stale', 'none'] as const;
export type Signing = (typeof signings)[number];

export type TryRequest = {
  readonly source: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signing: Signing;
};

export const stepNames = ['signed', 'verified', 'translated', 'coded', 'shaped', 'answered'] as const;
export type StepName = (typeof stepNames)[number];

/** One step of what becomes of a payload; a step after the one that stopped it is `not-reached`. */
export type Step = {
  readonly name: StepName;
  readonly outcome: 'done' | 'stopped' | 'not-reached' | 'nothing';
  readonly what: string;
  readonly facts: readonly Fact[];
  /** What the step made, each as JSON under a title. */
  readonly made: readonly { readonly title: string; readonly json: string }[];
};

/** What the vendor is answered, to the letter. */
export type VendorAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

export type Tried = { readonly steps: readonly Step[]; readonly answer?: VendorAnswer };

/** How a word of the vendor's got its code. */
export const codeOrigins = ['configuration', 'source', 'own', 'class', 'unmapped-code', 'none'] as const;
export type CodeOrigin = (typeof codeOrigins)[number];

/** A state or reason that was seen, and the code it gets now. */
export type CodeUse = {
  readonly source: string;
  readonly kind: 'state' | 'reason';
  readonly word: string;
  readonly times: number;
  readonly lastSeenAt: string;
  /** Undefined where it has none: a reason is left out then, a state becomes a dead letter. */
  readonly code?: string;
  readonly stateClass?: string;
  readonly origin: CodeOrigin;
};

export type Codes = {
  readonly since: string;
  /** As of agents. */
  readonly isLogged: boolean;
  readonly uses: readonly CodeUse[];
  readonly stateClasses: readonly string[];
  readonly limit?: string;
};

export type CodeEdit = {
  readonly source: string;
  readonly kind: 'state' | 'reason';
  readonly word: string;
  readonly code: string;
  /** A state has a class too. */
  readonly stateClass?: string | undefined;
};

export type DiffLine = { readonly kind: 'same' | 'added' | 'removed'; readonly text: string };

/** The configuration with the edits in it; nothing has been written. */
export type Proposal = {
  readonly fileName: string;
  readonly text: string;
  readonly diff: readonly DiffLine[];
  /** What is wrong with it, in words; empty where it could be deployed as it is. */
  readonly faults: readonly string[];
};

export type LetterHead = {
  readonly id: string;
  readonly reason: string;
  /** The reason in a sentence, and what to do about it, in a clause. */
  readonly plainly: string;
  readonly remedy: string;
  readonly detail: string;
  readonly source: string;
  readonly accountId: string;
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
  readonly attempts?: number;
};

export type Letters = {
  readonly letters: readonly LetterHead[];
  /** How many there are in all; more than `letters` where only the newest are sent. */
  readonly total: number;
  readonly reasons: readonly string[];
};

/** A dead letter with the whole of its original, readable where it is JSON; what would steer a screen is shown escaped. */
export type Letter = LetterHead & {
  readonly original: string;
  readonly row?: string;
  readonly agents: readonly string[];
};

export const letterActions = ['redrive', 'discard'] as const;
export type LetterAction = (typeof letterActions)[number];

export type LettersOrder = { readonly action: LetterAction; readonly ids: readonly string[] };

/** What an order would do to each letter. */
export type LettersPlan = {
  readonly action: LetterAction;
  readonly each: readonly { readonly id: string; readonly possible: boolean; readonly would: string }[];
};

export type LettersOutcome = {
  readonly each: readonly { readonly id: string; readonly outcome: string; readonly detail?: string }[];
};

/** What the page asks its server for. Whatever cannot be had rejects with an AdapterError, whose message is shown. */
export type ConsoleData = {
  readonly about: () => Promise<About>;
  readonly now: () => Promise<Now>;
  readonly agents: (range: Range) => Promise<Agents>;
  readonly volume: (range: Range) => Promise<Volume>;
  readonly samples: (source: string) => Promise<readonly Sample[]>;
  readonly tryOut: (request: TryRequest) => Promise<Tried>;
  readonly send: (request: TryRequest) => Promise<VendorAnswer>;
  readonly codes: (range: Range) => Promise<Codes>;
  readonly propose: (edits: readonly CodeEdit[]) => Promise<Proposal>;
  readonly letters: () => Promise<Letters>;
  readonly letter: (id: string) => Promise<Letter>;
  readonly planLetters: (order: LettersOrder) => Promise<LettersPlan>;
  readonly changeLetters: (order: LettersOrder) => Promise<LettersOutcome>;
};
