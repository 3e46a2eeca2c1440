import { randomBytes } from "node:crypto";
import { Agent } from "node:http";
import { basic } from "../api-client.ts";
import { unmet } from "../faults/finding.ts";
import type { Attack } from "./attack.ts";
import { besides, type Wait } from "./bystander.ts";
import { codeOf, sendHostile } from "./hostile-request.ts";

const GUESSERS = 64;
const SECONDS = 5;

/** Guesses secrets of a key pair that exists, from many addresses at once. */
export const guessSecrets: Attack = async (server, blockLimit) => {
  const { accessKey, api } = server.address;
  const counts = new Map<string, number>();
  const guess = async (number: number, until: number) => {
    const agent = new Agent({ keepAlive: true });
    // Linux answers to every address of its loopback network: an attacker has many, too.
    const from = process.platform === "linux" ? `127.0.1.${number + 1}` : undefined;
    while (performance.now() < until) {
      const headers = basic({ accessKey, secretKey: randomBytes(20).toString("hex") });
      const answer = await sendHostile({ url: `${api}/auth.login`, headers, agent, ...(from && { from }) });
      const code = codeOf(answer);
      counts.set(code, (counts.get(code) ?? 0) + 1);
    }
    agent.destroy();
  };
  const quiet = await besides(server, () => new Promise((resolve) => setTimeout(resolve, 1000)));
  await server.longestBlock();
  const flooded: Wait = await besides(server, async () => {
    const until = performance.now() + SECONDS * 1000;
    await Promise.all(Array.from({ length: GUESSERS }, (_, number) => guess(number, until)));
  });
  const block = await server.longestBlock();
  const owner = await sendHostile({ url: `${api}/auth.login`, headers: basic(server.address) });
  const answers = [...counts].map(([code, count]) => `${code} × ${count}`).join(", ");
  return {
    what: `${GUESSERS} addresses guess the secret of a key pair at once, for ${SECONDS} seconds.`,
    happened: `Answers: ${answers}. Another client waited ${flooded.typical.toFixed(1)} ms for a file (${flooded.longest.toFixed(0)} ms at most), and ${quiet.typical.toFixed(1)} ms before.`,
    faults: unmet({
      [`a file took ${flooded.typical.toFixed(0)} ms`]: flooded.typical <= blockLimit,
      [`the event loop was blocked for ${Math.round(block)} ms`]: block <= blockLimit,
      "a guess was let in": !counts.has("200/0"),
      "no guess was refused unseen": [...counts.keys()].some((code) => code.startsWith("429")),
      [`the owner was answered ${codeOf(owner)}`]: owner.status === 200,
    }),
  };
};
