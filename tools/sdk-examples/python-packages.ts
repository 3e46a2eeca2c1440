/** The Python packages that the examples import. */
export const pythonPackages = [
  "clearml",
  "clearml-agent",
  "bokeh",
  "bokeh_sampledata",
  "catboost",
  "click",
  "docstring_parser",
  "fire",
  "graphviz",
  "hydra-core",
  "jsonargparse",
  "lightgbm",
  "matplotlib",
  "optuna",
  // Version 3 adds no list to the names of columns, as a step of pipeline_from_decorator.py does.
  "pandas<3",
  "pillow",
  "plotly",
  // Version 1.8 took away `LogisticRegression(multi_class=…)`, which the pipelines' steps use.
  "scikit-learn<1.8",
  "seaborn",
  "tqdm",
  "xgboost-cpu",
];
