import { writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { attackServer } from "../../tests/soak/attacks/attack-server.ts";
import { attacks } from "../../tests/soak/attacks/attacks.ts";
import { type ChampionCampaignReport, promoteAtOnce } from "../../tests/soak/champions/campaign.ts";
import { type DatasetCampaignReport, killMovers } from "../../tests/soak/datasets/campaign.ts";
import { fillDisk } from "../../tests/soak/faults/disk-full.ts";
import type { Finding } from "../../tests/soak/faults/finding.ts";
import { writeProtect } from "../../tests/soak/faults/read-only.ts";
import { startTwice } from "../../tests/soak/faults/second-server.ts";
import { type FuzzOutcome, fuzzServer } from "../../tests/soak/fuzz/fuzz-run.ts";
import { type JournalCampaignReport, killReporters } from "../../tests/soak/journal/campaign.ts";
import { fillJournalDisk, writeProtectJournal } from "../../tests/soak/journal/unwritable-disk.ts";
import { type KillReport, killAgainAndAgain } from "../../tests/soak/kill/campaign.ts";
import { killControllers, type PipelineCampaignReport } from "../../tests/soak/pipeline/campaign.ts";
import { faultsOf, fuzzFaults, reliabilityPage } from "../../tests/soak/report.ts";
import { Sandbox } from "../../tests/soak/sandbox.ts";
import { clearmlCommand } from "../../tests/soak/soaked-server.ts";
import { root } from "../root.ts";

/**
 * Treats the built server badly, and writes what came of it into `docs/reliability.md`; the status is 1 when anything was wrong:
 * `pnpm soak [fuzz|attacks|kill|journal|pipeline|datasets|champions|faults] [--seed N] [--requests N] [--kills N] [--program-kills N]
 * [--controller-kills N] [--dataset-kills N] [--promotions N] [--only N]`.
 * With one part alone, or `--only`, which sends one request of the campaign again, nothing is written.
 */
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: "string", default: "1" },
    requests: { type: "string", default: "100000" },
    kills: { type: "string", default: "50" },
    "program-kills": { type: "string", default: "200" },
    "controller-kills": { type: "string", default: "50" },
    "dataset-kills": { type: "string", default: "50" },
    promotions: { type: "string", default: "100" },
    only: { type: "string" },
  },
});
const command = clearmlCommand;
const [seed, requests, kills] = [values.seed, values.requests, values.kills].map(Number) as [number, number, number];
const only = values.only === undefined ? undefined : Number(values.only);
const [load = 0] = loadavg();
const parts = { fuzz, attacks: attack, kill, journal, pipeline, datasets, champions, faults };

const [part] = positionals;
if (part === undefined && only === undefined) {
  const results = {
    ...{ seed, load, fuzz: await fuzz(), attacks: await attack() },
    ...{ kill: await kill(), journal: await journal(), pipeline: await pipeline() },
    ...{ datasets: await datasets(), champions: await champions(), findings: await faults() },
  };
  const page = join(root, "docs/reliability.md");
  writeFileSync(page, reliabilityPage(results));
  finish(faultsOf(results));
} else if (part === undefined || part === "fuzz") {
  finish(fuzzFaults(await fuzz()));
} else if (
  part === "kill" ||
  part === "journal" ||
  part === "pipeline" ||
  part === "datasets" ||
  part === "champions"
) {
  const report = await parts[part]();
  console.log(report);
  finish(report.faults);
} else if (part === "faults" || part === "attacks") {
  const findings = await parts[part]();
  for (const finding of findings) {
    console.log(finding);
  }
  finish(findings.flatMap((finding) => (finding.faults === "not run" ? [] : finding.faults)));
} else {
  console.error(`There is no part "${part}". There are: ${Object.keys(parts).join(", ")}.`);
  process.exitCode = 2;
}

function fuzz(): Promise<FuzzOutcome> {
  return fuzzServer({
    ...{ command, seed, requests, only, patience: 2 },
    onProgress: (sent, server) => {
      const megabytes = Math.round(server.memory().resident / 2 ** 20);
      console.error(`fuzz: ${sent} of ${requests} requests, ${megabytes} MB`);
    },
    onFault: ({ number, what, request }) => console.error(`\nrequest ${number}: ${what}\n  ${request}\n`),
  });
}

async function attack(): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [name, each] of Object.entries(attacks)) {
    findings.push(await attackServer(command, each));
    console.error(`attacks: ${name}`);
  }
  return findings;
}

async function kill(): Promise<KillReport> {
  await using sandbox = new Sandbox();
  const onProgress = (done: number, found: readonly string[]) =>
    console.error(`kill: ${done} of ${kills}, ${found.length} faults`);
  return await killAgainAndAgain({ command, dataDir: sandbox.dataDir, seed, kills, onProgress });
}

async function journal(): Promise<JournalCampaignReport> {
  await using sandbox = new Sandbox();
  const programKills = Number(values["program-kills"]);
  const onProgress = (done: number, found: readonly string[]) =>
    console.error(`journal: ${done} of ${programKills}, ${found.length} faults`);
  return await killReporters({ command, folder: sandbox.path, seed, kills: programKills, onProgress });
}

async function pipeline(): Promise<PipelineCampaignReport> {
  await using sandbox = new Sandbox();
  const controllerKills = Number(values["controller-kills"]);
  const onProgress = (done: number, found: readonly string[]) =>
    console.error(`pipeline: ${done} of ${controllerKills}, ${found.length} faults`);
  return await killControllers({ command, folder: sandbox.path, seed, kills: controllerKills, onProgress });
}

async function datasets(): Promise<DatasetCampaignReport> {
  await using sandbox = new Sandbox();
  const datasetKills = Number(values["dataset-kills"]);
  const onProgress = (done: number, found: readonly string[]) =>
    console.error(`datasets: ${done} of ${datasetKills}, ${found.length} faults`);
  return await killMovers({ command, folder: sandbox.path, seed, kills: datasetKills, onProgress });
}

async function champions(): Promise<ChampionCampaignReport> {
  await using sandbox = new Sandbox();
  const rounds = Number(values.promotions);
  const onProgress = (done: number, found: readonly string[]) =>
    console.error(`champions: ${done} of ${rounds}, ${found.length} faults`);
  return await promoteAtOnce({ command, folder: sandbox.path, seed, rounds, onProgress });
}

async function faults(): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const provoke of [startTwice, writeProtect, fillDisk, writeProtectJournal, fillJournalDisk]) {
    findings.push(await provoke(command));
    console.error(`faults: ${findings.at(-1)?.what}`);
  }
  return findings;
}

function finish(found: readonly string[]): void {
  for (const fault of found) {
    console.error(`wrong: ${fault}`);
  }
  console.error(found.length === 0 ? "Nothing was wrong." : `${found.length} things were wrong.`);
  if (found.length > 0) {
    process.exitCode = 1;
  }
}
