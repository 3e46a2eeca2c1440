import { endpointVersions } from "@clearml-ts/protocol";
import { table } from "../../markdown/markdown.ts";
import type { Difference } from "./differences.ts";
import type { Answer, Sequence } from "./sequence.ts";
import { explain } from "./standing/explain.ts";

/** The findings that the page shows. */
export interface Findings {
  readonly sequences: readonly Sequence[];
  readonly official: readonly (readonly Answer[])[];
  readonly differences: readonly Difference[];
}

/** Writes docs/conformance-sequences.md. */
export function sequencesPage({ sequences, official, differences }: Findings): string {
  const calls = sequences.flatMap((sequence) => sequence.calls);
  const answers = official.flat();
  const broken = answers.filter(({ code }) => code.startsWith("5")).length;
  const refused = answers.filter(({ code }) => code.startsWith("4")).length;
  const explained = differences.map((difference) => ({ difference, ...explain(difference) }));
  const unexplained = explained.flatMap(({ left }) => left ?? []);
  return `# Conformance in sequences

A call is taken or refused for its form, which [conformance.md](conformance.md) compares, and for all that was done before
it. This page is made by

    npx -y pnpm conformance:sequences CHECKOUT

from a checkout of the official server. It plays ${sequences.length} sequences of calls, each on a server that holds nothing, to the
embedded server and to the services of the checkout with databases and a search engine in memory, and compares codes, fields
and values of the answers: ${calls.length} calls, of which the official server refuses ${refused}; over ${broken} it fails, or the imitation of its
databases does, and what we answer to those is not compared.

## Differences without a reason: ${unexplained.length}

${unexplained.length === 0 ? "None." : table(["sequence", "call", "endpoint", "difference", "official", "ours"], unexplained.map(rowOf), 6)}

## Differences that stay, and why

${reasonTable(explained)}

## Calls of each endpoint

${table(["endpoint", "calls"], endpointRows(calls.map(({ endpoint }) => endpoint)))}
`;
}

function rowOf({ kind, sequence, place, call, official, own, fields }: Difference): string[] {
  const difference = fields.length > 0 ? fields.map((field) => `\`${field}\``).join(" ") : kind;
  return [sequence, String(place), call.endpoint, difference, official.code, own.code];
}

function reasonTable(explained: readonly { difference: Difference; reasons: readonly string[] }[]): string {
  const reasons = [...new Set(explained.flatMap((one) => one.reasons))].sort();
  const rows = reasons.map((reason) => {
    const found = explained.filter((one) => one.reasons.includes(reason)).map(({ difference }) => difference);
    const endpoints = [...new Set(found.map(({ call }) => call.endpoint))].sort();
    return [endpoints.map((endpoint) => `\`${endpoint}\``).join(" "), reason, String(found.length)];
  });
  return rows.length === 0 ? "None." : table(["endpoints", "reason", "calls"], rows, 2);
}

function endpointRows(called: readonly string[]): string[][] {
  return Object.keys(endpointVersions)
    .sort()
    .map((name) => [name, String(called.filter((endpoint) => endpoint === name).length)]);
}
