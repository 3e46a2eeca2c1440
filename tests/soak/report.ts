import { availableParallelism, cpus, release, totalmem, type } from "node:os";
import { LONGEST_BLOCK_MS } from "./attacks/attack.ts";
import type { ChampionCampaignReport } from "./champions/campaign.ts";
import type { DatasetCampaignReport } from "./datasets/campaign.ts";
import type { Finding } from "./faults/finding.ts";
import type { FuzzOutcome } from "./fuzz/fuzz-run.ts";
import type { KindTally, SlowRequest } from "./fuzz/tally.ts";
import type { JournalCampaignReport } from "./journal/campaign.ts";
import type { KillReport } from "./kill/campaign.ts";
import { limitsTable } from "./limits.ts";
import type { PipelineCampaignReport } from "./pipeline/campaign.ts";

/** Everything that `pnpm soak` did. */
export interface SoakResults {
  readonly seed: number;
  /** The load average before it began, one for each busy processor. */
  readonly load: number;
  readonly fuzz: FuzzOutcome;
  readonly attacks: readonly Finding[];
  readonly kill: KillReport;
  readonly journal: JournalCampaignReport;
  readonly pipeline: PipelineCampaignReport;
  readonly datasets: DatasetCampaignReport;
  readonly champions: ChampionCampaignReport;
  readonly findings: readonly Finding[];
}

/** Writes `docs/reliability.md`. */
export function reliabilityPage(results: SoakResults): string {
  const { seed, load, fuzz, attacks, kill, journal, pipeline, datasets, champions, findings } = results;
  const kinds = [...fuzz.kinds].sort(([a], [b]) => (a < b ? -1 : 1));
  const ordinary = kinds.filter(([kind]) => kind !== HUGE);
  const slowest = ordinary.map(([, { slowest: one }]) => one).sort((a, b) => b.seconds - a.seconds);
  const { peak, resident } = fuzz.memory;
  const { scalars, lines, edits, files } = kill.acknowledged;
  const sorted = [...kill.secondsToReady].sort((a, b) => a - b);
  return `# Reliability

Written by \`pnpm soak --seed ${seed}\`, which attacks the built server in a process of its own, on an empty folder, and fails
when anything below is not as it should be. A short form runs with every test (\`tests/soak/*.test.ts\`).

Run on ${new Date().toISOString().slice(0, 10)}: ${availableParallelism()} cores (${cpus()[0]?.model ?? "unknown"}), ${Math.round(totalmem() / 2 ** 30)} GB of memory,
${type()} ${release()}, Node ${process.versions.node}; a load average of ${load.toFixed(1)} before it began.

## Requests that no client should send

${count(total(kinds))} requests from seed ${seed}, one after the other, over every endpoint that \`server.endpoints\` lists, the file
server and the page, in ${Math.round(fuzz.seconds / 60)} minutes: nearly valid ones with wrong types, numbers at the edges, missing and undeclared fields, values nested
100,000 levels deep, SQL and regular expressions that do not end, twenty thousand conditions, broken UTF-8 and NDJSON, wrong content
types and versions, GET with bodies, keys such as \`__proto__\`, NUL, halves of surrogate pairs; paths with \`..\`, \`%2e%2e\`, NUL and 20,000
characters, broken forms, ranges; requests of foreign hosts and pages, tampered, expired and foreign tokens; bytes that are no HTTP. Destructive
endpoints take part.

Each answer is judged: no status from 500 on but 507, an envelope that is whole, the official code for who may not, nothing of the files
around the data folder in it, nothing said on stderr, and at most 2 s of the server's processor. Every 500 requests a normal
client has to get through. At the end the database passes \`PRAGMA integrity_check\`, nothing outside the data folder has been made, changed or
removed, and the server works, ends and starts again.

| what | requests | statuses | slowest |
| ---- | -------: | -------- | ------: |
${kinds.map(([kind, tally]) => kindRow(kind, tally)).join("\n")}

The times are by the clock, on the client's side. The API takes no body of 50 MB, the file server does.
The server had at most ${megabytes(peak)} in memory, and ${megabytes(resident)} at the end.

The slowest answers:

${slowest.slice(0, 5).map(slowLine).join("\n")}

**${verdict(fuzzFaults(fuzz))}**

\`pnpm soak fuzz --seed ${seed} --only N\` sends one request again.

${attackSection(attacks)}

## Killed while it writes

${kill.kills} times SIGKILL, at a random moment, while four clients report scalars and console lines, edit tasks and upload files. Each time
the server is started again and asked for all that it had acknowledged: ${count(scalars)} scalars, ${count(lines)} console lines, ${count(edits)} edits and ${count(files)} files, by their hashes.
A batch or a file that was not acknowledged is there as a whole or not at all. The database passes \`PRAGMA integrity_check\` every time; nobody repairs anything.
It was ready again after ${seconds(sorted[Math.floor(sorted.length / 2)])} (median), ${seconds(sorted.at(-1))} at most.

**${verdict(kill.faults)}**

## Programs killed while they report

${journal.kills} times SIGKILL, at a random moment, for a program that reports scalars, console lines, plots and samples to three tasks, and stores artifacts
of them, over a network that loses requests and answers. ${count(journal.accepted)} reports had been accepted: \`flush()\` had said that they are on the server, or on the disk. ${count(journal.recovered)} were delivered from
the journal afterwards. Each accepted report is there, and none is there twice; each artifact has the content that its hash says.

**${verdict(journal.faults)}**

## Controllers killed while their pipeline runs

${pipeline.kills} times SIGKILL, at a random moment, for the controller of a pipeline whose steps run in its process, or for the process that resumes the run; each of
the ${count(pipeline.runs)} runs is resumed until it ends. Every step has completed exactly once, the results are those of a run that nobody disturbed, and the graph on the controller names the tasks that have them.
${count(pipeline.kept)} steps had done their work before and were not done again; ${count(pipeline.retried)} were cut short: they are shown as stopped, and ran again in tasks of their own.

**${verdict(pipeline.faults)}**

## Programs killed while they move datasets

${datasets.killed.uploads} times SIGKILL, at a random moment, for a program that uploads a version in about twenty zips, and ${datasets.killed.downloads} times for one that
copies it to this machine. Each time another program goes on: the version is whole then, every file of a new copy has its hash, no zip
is left that nothing refers to, and no folder can be seen that looks like a copy and is none. ${count(datasets.kept)} zips that had arrived were not sent
again.

**${verdict(datasets.faults)}**

## Champions promoted at once

${champions.rounds} times two programs promote a model at the same moment, in processes of their own. When both have come to their end, the better model is
the only champion; ${count(champions.overlaps)} times both were registered for a moment. The champion was asked for ${count(champions.looks)} times meanwhile, and there was one each time.

**${verdict(champions.faults)}**

## Disk, folder, neighbour

${findings.map(findingParagraph).join("\n\n")}
`;
}

/** Writes what the attacks on a running server did, and the limits that they are to meet. */
export function attackSection(attacks: readonly Finding[]): string {
  return `## Attacks

Each attack has a server of its own, which somebody else uses meanwhile. Nothing that one client sends may block the event loop for longer than
${LONGEST_BLOCK_MS} ms: what counts is the time in which the server's main thread computes without a pause. Afterwards the server has to end properly, with nothing said
on stderr and a database that passes \`PRAGMA integrity_check\`.

${attacks.map(findingParagraph).join("\n\n")}

These are the limits that keep it so:

${limitsTable()}`;
}

/** Everything that was not as it should be, one sentence each. */
export function faultsOf({
  fuzz,
  attacks,
  kill,
  journal,
  pipeline,
  datasets,
  champions,
  findings,
}: SoakResults): string[] {
  return [
    ...fuzzFaults(fuzz),
    ...kill.faults,
    ...journal.faults,
    ...pipeline.faults,
    ...datasets.faults,
    ...champions.faults,
    ...[...attacks, ...findings].flatMap(({ what, faults }) =>
      faults === "not run" ? [] : faults.map((fault) => `${what} ${fault}`),
    ),
  ];
}

/** The faults of answers, and of the server's state after them. */
export function fuzzFaults({ faults, aftermath }: FuzzOutcome): string[] {
  return [...faults.map(({ number, what }) => `request ${number}: ${what}`), ...aftermath];
}

const HUGE = "body of 50 MB";

function kindRow(kind: string, { count: requests, statuses, slowest }: KindTally): string {
  const each = Object.entries(statuses).map(
    ([status, times]) => `${status === "0" ? "closed" : status} × ${count(times)}`,
  );
  return `| ${kind} | ${count(requests)} | ${each.join(", ")} | ${seconds(slowest.seconds)} |`;
}

function slowLine({ seconds: took, number, request }: SlowRequest): string {
  return `- ${seconds(took)}, request ${number}: \`${request.slice(0, 150).replaceAll("`", "'")}\``;
}

function findingParagraph({ what, happened, faults }: Finding): string {
  if (faults === "not run") {
    return `${what} **Not run:** ${happened}`;
  }
  const said = happened.split("\n").map((line) => `> ${line}`);
  return `${what}\n\n${said.join("\n")}\n\n**${verdict(faults)}**`;
}

function verdict(faults: readonly string[]): string {
  return faults.length === 0
    ? "Nothing was wrong."
    : `Wrong: ${faults.map((fault) => fault.split("\n")[0]).join("; ")}`;
}

function total(kinds: readonly (readonly [string, KindTally])[]): number {
  return kinds.reduce((sum, [, tally]) => sum + tally.count, 0);
}

function count(number: number): string {
  return number.toLocaleString("en-US");
}

function seconds(value = 0): string {
  return value < 0.01 ? "< 0.01 s" : `${value.toFixed(2)} s`;
}

function megabytes(bytes: number): string {
  return `${count(Math.round(bytes / 2 ** 20))} MB`;
}
