import type { BatchReply } from "../envelope.ts";
import type { BatchRequest } from "./change-reply.ts";
import type { TaskDeleteReply } from "./tasks-status.ts";

/** Endpoints of the `pipelines` service. Reference: `clearml-server apiserver/services/pipelines.py`. */
export interface PipelinesEndpoints {
  /** Deletes runs of a pipeline with their steps; one run must remain. */
  "pipelines.delete_runs": {
    request: BatchRequest & { project: string };
    reply: BatchReply<TaskDeleteReply & { id: string }>;
  };
  /** Copies a run, gives it other arguments and puts it in a queue. */
  "pipelines.start_pipeline": {
    request: {
      /** Id of the controller task to copy. */
      task: string;
      /** Id of the queue. @default the default queue */
      queue?: string;
      /** Parameters of the section `Args`. */
      args?: readonly { name: string; value: unknown }[];
      /** Answer whether a worker listens to the queue. @default false */
      verify_watched_queue?: boolean;
    };
    reply: {
      /** Id of the new run. */
      pipeline: string;
      enqueued: boolean;
      queue_watched?: boolean;
    };
  };
}
