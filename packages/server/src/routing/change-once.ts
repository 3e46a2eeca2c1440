import type { EndpointName } from "@clearml-ts/protocol";
import type { Call } from "./routes.ts";

/** The parts of a call that tell who sent it, and under which name. */
type Sent = Pick<Call<EndpointName>, "endpoint" | "caller" | "identity" | "context">;

/**
 * Makes the change of a handler that waits once, however often its call is sent. The dispatcher does so for handlers that do
 * not wait. `part` tells several changes of one call apart.
 */
export function changeOnce<Reply>({ context, endpoint, caller, identity }: Sent, change: () => Reply, part = 0): Reply {
  const named = { endpoint, user: caller.userId, identity: identity && `${identity}/${part}` };
  return context.answeredCalls.once(named, change);
}
