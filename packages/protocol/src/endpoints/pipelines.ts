import type { BatchReply } from "../envelope.ts";
import type { BatchRequest } from "./change-reply.ts";
import type { TaskDeleteReply } from "./tasks-status.ts";

/** Another pipeline, new or not, that a run is to belong to; sent by the web UI since its version 2.5. */
export interface NewPipeline {
  /** The project that the pipeline is in. */
  new_project_name: string;
  /** @default the name of the run that is copied */
  new_pipeline_name?: string;
}

/** Endpoints of the `pipelines` service. Reference: `clearml-server apiserver/services/pipelines.py`. */
export interface PipelinesEndpoints {
  /** Deletes runs of a pipeline with their steps; one run must remain. */
  "pipelines.delete_runs": {
    request: BatchRequest & { project: string };
    reply: BatchReply<TaskDeleteReply & { id: string }>;
  };
  /** Copies a run, gives it other arguments and puts it in a queue. */
  "pipelines.start_pipeline": {
    request: Partial<NewPipeline> & {
      /** Id of the controller task to copy. */
      task: string;
      /** The version that a run of another pipeline shows. @default that of the run that is copied */
      new_pipeline_version?: string;
      /** Id of the queue. */
      queue: string;
      /** Parameters of the section `Args`. */
      args?: readonly { name: string; value: string }[];
      /** Answer whether a worker listens to the queue. @default false */
      verify_watched_queue?: boolean;
    };
    reply: {
      /** Id of the new run. */
      pipeline: string;
      enqueued: boolean;
      queue_watched?: boolean;
      /** The hidden project of the pipeline that was named. */
      new_project?: { id: string; name: string };
    };
  };
  /** Says whether there is a pipeline of a name already; asked by the web UI since its version 2.5. */
  "pipelines.check_new_run": {
    request: NewPipeline & { task: string };
    reply: { existing_project?: { id: string; name: string } };
  };
}
