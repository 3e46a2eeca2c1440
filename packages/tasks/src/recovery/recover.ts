import type { Connection } from "@clearml-ts/client";
import { isDoneBefore } from "../delivery/time-limit.ts";
import { endWithProgram } from "../exit/open-work.ts";
import type { JournalReport } from "./sync-journal.ts";
import { syncJournals } from "./sync-journals.ts";

/** A program that has nothing else to do waits so long for the reports of earlier ones, in milliseconds. */
const WAIT_AT_END = 10_000;

const recovered = new WeakSet<Connection>();

/** Delivers in the background, once a connection, the reports that earlier programs left behind, and tells of those that are lost. */
export function recoverJournals(connection: Connection): void {
  if (recovered.has(connection)) {
    return;
  }
  recovered.add(connection);
  const ended = new AbortController();
  const done = syncJournals(connection, { signal: ended.signal })
    .then(({ journals }) => {
      for (const message of journals.map(complaintAbout)) {
        if (message !== undefined) {
          connection.warn(message);
        }
      }
    })
    .catch((error: unknown) => connection.warn(`Reports of earlier programs could not be delivered: ${error}`))
    .finally(() => rest());
  const rest = endWithProgram({
    async finish(end, signal) {
      const timer = setTimeout(() => ended.abort(), end.kind === "finished" ? WAIT_AT_END : 0);
      await isDoneBefore(done, signal);
      clearTimeout(timer);
    },
    keep: () => {},
  });
}

/** The sentence to warn with, when not everything that was left behind has arrived. */
function complaintAbout({ task, left, rejected, damaged, reason }: JournalReport): string | undefined {
  const parts = [
    left > 0 && `${left} are left on disk`,
    rejected > 0 && `${rejected} were refused by the server`,
    damaged > 0 && `${damaged} records were damaged and are lost`,
  ].filter((part) => part !== false);
  if (parts.length === 0 && reason === undefined) {
    return undefined;
  }
  const why = reason === undefined ? "" : ` (${reason})`;
  return `Of the reports that an earlier program left for task ${task ?? "(unknown)"}, ${parts.join(", ") || "some could not be read"}${why}.`;
}
