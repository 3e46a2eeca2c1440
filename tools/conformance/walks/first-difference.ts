import { type Difference, differencesOf } from "../sequences/differences.ts";
import type { Answer, Sequence } from "../sequences/sequence.ts";
import { explain } from "../sequences/standing/explain.ts";

/** Which differences count. */
export interface Attention {
  /** Whether two refusals of a call must have one code: of a request with two faults, each server names the one it sees first. */
  readonly codes: boolean;
}

/** Calls that the official server refuses, or fails over, when it has done a part of them; here none leaves a trace. */
const leaveTraces = { refused: /^workers\.status_report$/, failed: /\.(?!get_)/ };

/** Where a walk leads. */
export interface Finding {
  /** The first difference that nothing explains. */
  readonly difference?: Difference;
  /** The call after which the servers hold different records, for a reason that is known. */
  readonly parting?: number;
}

/**
 * Looks for the first difference between the answers to a walk. The records of the two servers part where one takes a call and
 * the other does not, or where one leaves a part of it; differences after such a call say nothing.
 */
export function firstDifference(
  walk: Sequence,
  official: readonly Answer[],
  own: readonly Answer[],
  { codes }: Attention,
): Finding {
  const differences = differencesOf(walk, official, own).filter(({ kind }) => codes || kind !== "otherwise");
  for (const [index, { endpoint }] of walk.calls.entries()) {
    for (const difference of differences.filter(({ place }) => place === index + 1)) {
      const { left } = explain(difference);
      if (left !== undefined) {
        return { difference: left };
      }
    }
    const [theirs, ours] = [official[index]?.code ?? "", own[index]?.code ?? ""];
    if (theirs.startsWith("2") !== ours.startsWith("2") || leavesTrace(theirs, endpoint)) {
      return { parting: index };
    }
  }
  return {};
}

function leavesTrace(code: string, endpoint: string): boolean {
  const calls = code.startsWith("5") ? leaveTraces.failed : code.startsWith("4") ? leaveTraces.refused : undefined;
  return calls?.test(endpoint) ?? false;
}

/** Says what makes two differences the same finding, in whichever walk. */
export function signatureOf({ kind, call, official, own, fields }: Difference): string {
  const places = fields.map((field) => field.replaceAll(/\d+/g, "N"));
  return [kind, call.endpoint, official.code, own.code, ...places].join(" ");
}
