import type { EndpointName } from "@clearml-ts/protocol";

/** Every endpoint that the web UI calls; four of them are newer than the official server of our version. */
export const surface = [
  ...endpoints("auth", "create_credentials", "edit_credentials", "get_credentials", "revoke_credentials"),
  ...endpoints("auth", "login", "create_user"),
  ...endpoints("login", "supported_modes", "logout"),
  ...endpoints("users", "get_all", "get_all_ex", "get_current_user", "get_preferences", "set_preferences", "update"),
  ...endpoints("server", "info", "report_stats_option"),
  ...endpoints("organization", "get_entities_count", "get_project_workloads", "get_tags"),
  ...endpoints("organization", "prepare_download_for_get_all", "download_for_get_all"),
  ...endpoints("projects", "create", "delete", "get_all_ex", "move", "update", "validate_delete"),
  ...endpoints("projects", "get_hyper_parameters", "get_hyperparam_values", "get_unique_metric_variants"),
  ...endpoints(
    "projects",
    "get_model_metadata_keys",
    "get_model_metadata_values",
    "get_task_parents",
    "get_user_names",
  ),
  ...endpoints("projects", "get_model_tags", "get_project_tags", "get_task_tags"),
  ...endpoints(
    "tasks",
    "archive_many",
    "clone",
    "create",
    "delete_hyper_params",
    "delete_many",
    "dequeue_many",
    "edit",
  ),
  ...endpoints("tasks", "edit_configuration", "edit_hyper_params", "enqueue", "enqueue_many", "get_all_ex"),
  ...endpoints("tasks", "get_by_id_ex", "get_configuration_names", "get_configurations", "get_types", "move"),
  ...endpoints("tasks", "publish_many", "reset_many", "stop_many", "unarchive_many", "update", "update_tags"),
  ...endpoints("events", "debug_images", "download_task_log", "get_debug_image_sample", "get_multi_task_metrics"),
  ...endpoints("events", "get_multi_task_plots", "get_plot_sample", "get_task_log", "get_task_metrics"),
  ...endpoints("events", "get_task_plots", "get_task_single_value_metrics", "multi_task_scalar_metrics_iter_histogram"),
  ...endpoints("events", "next_debug_image_sample", "next_plot_sample"),
  ...endpoints("events", "scalar_metrics_iter_histogram", "scalar_metrics_iter_raw"),
  ...endpoints("models", "archive_many", "delete_many", "edit", "get_all_ex", "get_by_id_ex", "get_frameworks", "move"),
  ...endpoints("models", "publish_many", "unarchive_many", "update", "update_tags"),
  ...endpoints("queues", "clear_queue", "create", "delete", "get_all_ex", "get_queue_metrics", "remove_task", "update"),
  ...endpoints("queues", "move_task_backward", "move_task_to_back", "move_task_to_front", "move_task_to_queue"),
  ...endpoints("queues", "get_by_task_id"),
  ...endpoints("workers", "get_activity_report", "get_all", "get_stats"),
  ...endpoints("pipelines", "check_new_run", "delete_runs", "start_pipeline"),
  ...endpoints("reports", "archive", "create", "delete", "get_all_ex", "get_tags", "move", "publish", "unarchive"),
  ...endpoints("reports", "update"),
  ...endpoints("serving", "get_endpoint_details", "get_endpoint_metrics_history", "get_endpoints"),
  ...endpoints("serving", "get_loading_instances"),
  ...endpoints("storage", "get_settings", "set_settings"),
];

/** Actions of a service, those that the service has. */
type Action<Service extends string> = EndpointName extends infer E
  ? E extends `${Service}.${infer A}`
    ? A
    : never
  : never;

function endpoints<S extends string>(service: S, ...actions: Action<S>[]): string[] {
  return actions.map((action) => `${service}.${action}`);
}
