import { connect } from "@clearml-ts/client";
import { ReportError, Task } from "@clearml-ts/tasks";

// Reports to three tasks until it is killed, and stores artifacts and samples of them, over a network that loses answers and requests.
// Each line that it prints names a task and the number of rounds that were accepted: they are on the server, or on the disk.

/** Reports of one round to one task. */
const POINTS = 20;

let requests = 0;
const connection = await connect({
  retry: { retries: 0, minDelay: 1, maxDelay: 10 },
  fetch: async (request) => {
    const isUpload = request.method === "POST" && request.url.startsWith(process.env["CLEARML_FILES_HOST"] ?? "");
    if (!isUpload && !/events\.add_batch|tasks\.add_or_update_artifacts/.test(request.url)) {
      return await fetch(request);
    }
    requests += 1;
    if (requests % 5 === 0) {
      throw new TypeError("fetch failed");
    }
    const response = await fetch(request);
    if (requests % 3 === 0) {
      throw new TypeError("terminated");
    }
    return response;
  },
});

await Promise.all(
  ["first", "second", "third"].map(async (name) => {
    const task = await Task.init({ project: "soak", name: `journal ${name}` }, { connection });
    for (let round = 0; ; round += 1) {
      for (let point = 0; point < POINTS; point += 1) {
        const iteration = round * POINTS + point;
        task.logger.reportScalar("loss", "train", iteration, { iteration });
      }
      task.logger.reportText(`line ${round}`);
      task.logger.reportPlotly("plot", `series ${round % 3}`, { data: [{ x: [round] }] }, { iteration: round });
      const sample = { data: `sample ${round}`, extension: ".txt", iteration: round };
      await Promise.all([
        task.uploadArtifact(`round ${round}`, { round }),
        task.uploadArtifact("latest", { round }),
        task.logger.reportMedia("samples", "text", sample),
      ]);
      await task.flush().catch((error: unknown) => {
        if (!(error instanceof ReportError) || error.stored < error.pending) {
          throw error;
        }
      });
      process.stdout.write(`${task.id} ${round + 1}\n`);
    }
  }),
);
