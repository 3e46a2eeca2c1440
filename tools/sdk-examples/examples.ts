import type { Example, Trace } from "./example.ts";

const bucket = "allegro-datasets.s3.amazonaws.com";
const irisHost = "github.com";
const censusHost = "archive.ics.uci.edu";
const unresolved = /Name or service not known|name resolution|Failed to resolve|URLError|No address associated/;
const steps = [1, 2, 3].map(
  (step) => `pipeline/step${step}_${["dataset_artifact", "data_processing", "train_model"][step - 1]}.py`,
);

const command = (path: string, ...args: string[]): Example => ({ path, args, leaves: ["parameters"] });
const reporting = (name: string, ...leaves: Trace[]): Example => ({ path: `reporting/${name}.py`, leaves });

/** The examples that are run, each after those that it needs. */
export const examples: readonly Example[] = [
  reporting("scalar_reporting", "scalars", "console"),
  reporting("text_reporting", "console"),
  reporting("hyper_parameters", "parameters", "configuration"),
  reporting("config_files", "configuration"),
  reporting("3d_plots_reporting", "plots"),
  reporting("scatter_hist_confusion_mat_reporting", "plots"),
  reporting("plotly_reporting", "plots"),
  { ...reporting("matplotlib_manual_reporting", "plots"), download: "raw.githubusercontent.com" },
  { ...reporting("matplotlib_automatic_reporting", "plots"), download: "raw.githubusercontent.com" },
  {
    ...reporting("pandas_reporting", "plots"),
    barrier: { why: "reads a table from raw.githubusercontent.com, which is not reachable here", sign: unresolved },
  },
  reporting("image_reporting", "debug samples"),
  reporting("media_reporting", "debug samples"),
  reporting("html_reporting", "debug samples"),
  reporting("model_reporting", "models"),
  reporting("model_reporting_plots", "models"),
  reporting("artifacts", "artifacts"),
  { ...reporting("artifacts_retrieval"), after: ["reporting/artifacts.py"] },
  reporting("using_artifacts_example", "artifacts"),

  { path: "datasets/csv_dataset_creation.py", leaves: ["artifacts"], download: bucket },
  { path: "datasets/dataset_creation.py", leaves: ["artifacts"], download: "www.cs.toronto.edu" },
  { path: "datasets/dataset_folder_syncing.py", leaves: ["artifacts"], download: bucket },
  { path: "datasets/single_parent_child_dataset.py", leaves: ["artifacts"], download: bucket },
  { path: "datasets/multi_parent_child_dataset.py", leaves: ["artifacts"], download: bucket },
  { path: "datasets/urbansounds_get_data.py", leaves: ["artifacts", "plots"], download: bucket },

  { path: "pipeline/decorated_pipeline_step_decorators.py", leaves: ["plots"] },
  { path: "pipeline/decorated_pipeline_step_functions.py", leaves: ["plots"] },
  { path: "pipeline/pipeline_from_decorator.py", leaves: ["artifacts"], download: irisHost },
  {
    path: "pipeline/full_tabular_data_process_pipeline_example.py",
    leaves: ["artifacts", "plots", "models"],
    download: censusHost,
    barrier: {
      why: "one step has NumPy make an array of lists of two lengths, which the versions that the SDK requires refuse",
      sign: /inhomogeneous shape/,
    },
  },
  {
    path: "pipeline/pipeline_from_functions.py",
    leaves: ["artifacts"],
    download: irisHost,
    queues: ["services", "default"],
  },
  ...steps.map((path): Example => ({ path, leaves: [], ends: ["created"] })),
  {
    path: "pipeline/pipeline_from_tasks.py",
    leaves: ["artifacts", "plots", "models"],
    after: steps,
    download: irisHost,
    queues: ["services", "default"],
  },

  { path: "automation/toy_base_task.py", leaves: ["parameters"] },
  {
    path: "automation/programmatic_orchestration.py",
    leaves: ["parameters"],
    after: ["automation/toy_base_task.py"],
    queues: ["default"],
  },
  {
    path: "automation/manual_random_param_search_example.py",
    leaves: ["parameters", "scalars"],
    baseTask: "Keras HP optimization base",
    queues: ["default"],
  },
  {
    path: "optimization/hyper-parameter-optimization/hyper_parameter_optimizer.py",
    leaves: ["parameters", "scalars", "plots"],
    baseTask: "Keras HP optimization base",
    queues: ["1xGPU"],
    // It stops jobs that have gone through as many iterations as it wants.
    ends: ["completed", "stopped"],
  },
  {
    path: "optimization/hyper-parameter-optimization/multi_objective_hpo.py",
    leaves: ["parameters", "scalars", "plots"],
    baseTask: "Keras HP optimization base",
    queues: ["1xGPU"],
    // It stops jobs that have gone through as many iterations as it wants.
    ends: ["completed", "stopped"],
  },
  {
    path: "scheduler/cron_example.py",
    leaves: ["configuration"],
    baseTask: "PyTorch MNIST train",
    ends: ["stopped"],
    endless: /Waiting for next run/,
  },
  {
    path: "scheduler/trigger_example.py",
    leaves: ["configuration"],
    queues: ["services"],
    ends: ["stopped"],
    endless: /Sleeping until the next pool/,
  },

  {
    path: "services/cleanup/cleanup_service.py",
    leaves: ["parameters"],
    input: "n\n",
    ends: ["stopped"],
    endless: /going to sleep/,
  },
  { path: "advanced/multiple_tasks_single_process.py", leaves: ["console"] },
  { path: "distributed/subprocess_example.py", leaves: ["parameters"] },
  { path: "cicd/example_task.py", leaves: ["scalars"] },

  { path: "frameworks/matplotlib/matplotlib_example.py", leaves: ["plots"], download: "raw.githubusercontent.com" },
  { path: "frameworks/scikit-learn/sklearn_joblib_example.py", leaves: ["models"] },
  { path: "frameworks/scikit-learn/sklearn_matplotlib_example.py", leaves: ["plots"] },
  { path: "frameworks/xgboost/xgboost_metrics.py", leaves: ["scalars", "models"] },
  {
    path: "frameworks/xgboost/xgboost_sample.py",
    leaves: ["plots", "models"],
    barrier: {
      why: "draws a tree with Graphviz, whose program `dot` is not installed here",
      sign: /ExecutableNotFound/,
    },
  },
  {
    path: "frameworks/lightgbm/lightgbm_example.py",
    leaves: ["models"],
    barrier: { why: "reads its data from raw.githubusercontent.com, which is not reachable here", sign: unresolved },
  },
  {
    path: "frameworks/catboost/catboost_example.py",
    leaves: ["models"],
    barrier: { why: "downloads the MSRank data, which are not reachable here", sign: /failed to download from/ },
  },
  { path: "frameworks/hydra/hydra_example.py", leaves: ["configuration", "parameters"] },
  command("frameworks/click/click_single_cmd.py", "--name", "Ada"),
  command("frameworks/click/click_multi_cmd.py", "hello", "--name", "Ada"),
  command("frameworks/fire/fire_single_cmd.py", "--count", "2"),
  command("frameworks/fire/fire_multi_cmd.py", "hello", "--count", "2"),
  command("frameworks/fire/fire_class_cmd.py", "add", "1", "2"),
  command("frameworks/fire/fire_dict_cmd.py", "add", "1", "2"),
  command("frameworks/fire/fire_object_cmd.py", "add", "1", "2"),
  command("frameworks/fire/fire_grouping_cmd.py", "digestion", "run"),
  command("frameworks/fire/fire_typing.py", "with_args", "1", "[2]"),
  command("frameworks/jsonargparse/jsonargparse_command.py", "person", "Ada"),
  command("frameworks/jsonargparse/jsonargparse_nested_namespaces.py", "--arg1.opt1", "given"),
];
