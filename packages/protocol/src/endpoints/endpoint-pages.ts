import type { EndpointName, ReplyOf, RequestOf } from "./endpoint-map.ts";

/** How an endpoint answers with a long list. */
interface Paging {
  /** The next page is asked for by its number, or by the `scroll_id` that the page before gave. */
  by: "number" | "scroll";
  /** The field of the reply that holds the records. */
  records: string;
  /** The field of the request that says how many records a page may have; some endpoints decide it themselves. */
  size?: string;
}

/** Pages of a list that are asked for by their number. */
const numbered = <Field extends string>(records: Field) => ({ by: "number", records, size: "page_size" }) as const;

/** Endpoints that answer page by page. Reference: `clearml-server apiserver/database/model/base.py`, `bll/event`. */
export const endpointPages = {
  "events.get_scalar_metric_data": { by: "scroll", records: "events" },
  "events.get_task_events": { by: "scroll", records: "events", size: "batch_size" },
  "events.get_task_plots": { by: "scroll", records: "plots" },
  "models.get_all": numbered("models"),
  "models.get_all_ex": numbered("models"),
  "projects.get_all": numbered("projects"),
  "projects.get_all_ex": numbered("projects"),
  "projects.get_hyper_parameters": numbered("parameters"),
  "projects.get_hyperparam_values": numbered("values"),
  "projects.get_model_metadata_keys": numbered("keys"),
  "projects.get_model_metadata_values": numbered("values"),
  "queues.get_all": numbered("queues"),
  "queues.get_all_ex": numbered("queues"),
  "reports.get_all_ex": numbered("tasks"),
  "tasks.get_all": numbered("tasks"),
  "tasks.get_all_ex": numbered("tasks"),
  "users.get_all": numbered("users"),
  "users.get_all_ex": numbered("users"),
} as const satisfies { readonly [E in EndpointName]?: Paging };

/** Endpoints that answer page by page. */
export type PagedEndpointName = keyof typeof endpointPages;

/** One record of the list that an endpoint answers with. */
export type RecordOf<E extends PagedEndpointName> = E extends PagedEndpointName
  ? ReplyOf<E>[(typeof endpointPages)[E]["records"] & keyof ReplyOf<E>] extends readonly (infer R)[]
    ? R
    : never
  : never;

/** The request of a list without the fields that lead from page to page. */
export type ListRequestOf<E extends PagedEndpointName> = Omit<
  RequestOf<E>,
  "page" | "page_size" | "scroll_id" | "refresh_scroll" | "size" | "batch_size" | "no_scroll"
>;
