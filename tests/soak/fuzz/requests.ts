import fc from "fast-check";
import type { ServerAddress } from "../../interop/fixtures/clearml-server.ts";
import { apiRequest } from "./api-request.ts";
import type { Cast } from "./cast.ts";
import { endpointForms } from "./endpoint-schemas.ts";
import { fileRequest } from "./file-request.ts";
import { hugeRequest } from "./huge-request.ts";
import { pageRequest, rawRequest } from "./raw-request.ts";
import { signInRequest } from "./sign-in-request.ts";
import type { WireRequest } from "./wire-request.ts";

/** Which requests to make. */
export interface RequestPlan {
  readonly seed: number;
  /** The number of requests for each one with a body of 50 MB; 0 for none. @default 2500 */
  readonly hugeEvery?: number | undefined;
}

/**
 * Prepares to make requests. The one of a number follows from the seed and the number, but for the ids of what it is about;
 * it can be made again without those before it.
 */
export async function prepareRequests(
  address: ServerAddress,
  cast: Cast,
  { seed, hugeEvery = 2500 }: RequestPlan,
): Promise<(number: number) => WireRequest> {
  const ordinary = fc.oneof(
    { weight: 78, arbitrary: apiRequest(address, await endpointForms(address), cast) },
    { weight: 12, arbitrary: fileRequest(cast) },
    { weight: 4, arbitrary: await signInRequest(address) },
    { weight: 4, arbitrary: rawRequest(address) },
    { weight: 2, arbitrary: pageRequest },
  );
  const huge = hugeRequest(address, cast);
  return (number) => {
    const isHuge = hugeEvery > 0 && number % hugeEvery === hugeEvery - 1;
    const [request] = fc.sample(isHuge ? huge : ordinary, { seed: mix(seed, number), numRuns: 1 });
    if (!request) {
      throw new Error(`There is no request ${number}.`);
    }
    return request;
  };
}

/** A seed for each number that has nothing in common with those of its neighbours. */
function mix(seed: number, number: number): number {
  let mixed = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(number + 1, 0xc2b2ae35);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b);
  return mixed ^ (mixed >>> 13);
}
