import type { Verdict } from "./judge.ts";
import type { Mutation } from "./mutations.ts";
import type { OwnServer } from "./own-server.ts";

/** A change to a request after which the two servers disagree. */
export interface Disagreement extends Mutation {
  /** Code and subcode of the official server. */
  readonly official: string;
  readonly own: string;
}

/** The answers of both servers to changed requests. */
export interface Comparison {
  /** Changes that the official server refuses for their form. */
  readonly refused: number;
  /** Changes that it takes. */
  readonly taken: number;
  /** Changes that it fails over with a code of 5xx; whatever we answer is as good. */
  readonly broken: number;
  /** Changes that it does not look at, because the caller may not call the endpoint at all. */
  readonly barred: number;
  /** Refused there, taken here. */
  readonly laxer: readonly Disagreement[];
  /** Taken there, refused here. */
  readonly stricter: readonly Disagreement[];
  /** Refused by both, with different codes. */
  readonly otherwise: readonly Disagreement[];
}

/** Asks our server about the changes that the official one has judged, and says where the two disagree. */
export async function compare(own: OwnServer, judged: readonly (readonly [Mutation, Verdict])[]): Promise<Comparison> {
  const found = { refused: 0, taken: 0, broken: 0, barred: 0 };
  const laxer: Disagreement[] = [];
  const stricter: Disagreement[] = [];
  const otherwise: Disagreement[] = [];
  for (const [mutation, { answer }] of judged) {
    if (answer === null) {
      continue;
    }
    const { code } = await own.codeOf(mutation.request);
    const disagreement = { ...mutation, official: answer.code, own: code };
    if (/^40[13]/.test(answer.code)) {
      found.barred += 1;
    } else if (/^5/.test(answer.code) && !answer.passed) {
      found.broken += 1;
    } else if (answer.refused) {
      found.refused += 1;
      if (/^[25]/.test(code)) {
        laxer.push(disagreement);
      } else if (code !== answer.code) {
        otherwise.push(disagreement);
      }
    } else {
      found.taken += 1;
      if (isFormRefusal(code)) {
        // Without Elasticsearch and with an imitation of MongoDB a call that is taken may fail after its checks (5xx).
        const list = /^[25]/.test(answer.code) ? stricter : otherwise;
        list.push(disagreement);
      }
    }
  }
  return { ...found, laxer, stricter, otherwise };
}

/** The codes that are about the form of a request; the others depend on the state of the server. */
function isFormRefusal(code: string): boolean {
  const [status, subcode = 0] = code.split("/").map(Number);
  return status === 400 && ((subcode >= 11 && subcode < 24) || subcode === 800);
}
