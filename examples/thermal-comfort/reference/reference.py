"""The same models on the same split, by Python's ydf and scikit-learn: what docs/benchmarks.md compares with.

    pip install ydf scikit-learn pandas
    python reference.py features.csv

reads the training table that the `buildFeatures` component writes, and prints one JSON object: for each model its
metrics on the held-out rows and the seconds that fitting took. Features are what is left without `_target` (the vote),
`_group` (the building), `_split` (train or test) and `_pmv` (Fanger's PMV); an empty cell is a missing value.
"""

import argparse
import json
import sys
import time

import numpy as np
import pandas as pd
import sklearn
import ydf
from sklearn.compose import make_column_selector, make_column_transformer
from sklearn.ensemble import HistGradientBoostingRegressor, RandomForestRegressor
from sklearn.impute import SimpleImputer
from sklearn.linear_model import Ridge
from sklearn.metrics import mean_absolute_error, r2_score, root_mean_squared_error
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler
from sklearn.tree import DecisionTreeRegressor

RESERVED = ["_target", "_group", "_split", "_pmv"]


def judge(measured, predicted):
    """R2, RMSE, MAE, and MAPE in percent over the rows whose target is not zero."""
    known = measured != 0
    return {
        "R2": r2_score(measured, predicted),
        "RMSE": root_mean_squared_error(measured, predicted),
        "MAE": mean_absolute_error(measured, predicted),
        "MAPE": 100 * float(np.mean(np.abs((predicted[known] - measured[known]) / measured[known]))),
    }


def even_sample(groups, limit, seed):
    """At most `limit` rows, as many from a small group as from a large one for as long as the small one has any."""
    random = np.random.default_rng(seed)
    members = sorted((rows.to_numpy() for rows in pd.Series(range(len(groups))).groupby(groups).groups.values()), key=len)
    drawn = []
    for index, rows in enumerate(members):
        share = (limit - len(drawn)) // (len(members) - index)
        drawn.extend(rows if len(rows) <= share else random.choice(rows, share, replace=False))
    return np.sort(drawn)


def design():
    """Medians for holes, standardised numbers, one column a category."""
    numbers = make_pipeline(SimpleImputer(strategy="median"), StandardScaler())
    categories = OneHotEncoder(handle_unknown="ignore")
    return make_column_transformer(
        (numbers, make_column_selector(dtype_include="number")),
        (categories, make_column_selector(dtype_exclude="number")),
    )


class Ydf:
    """A YDF learner with the settings that its WebAssembly build has: the defaults."""

    def __init__(self, learner):
        self.learner = learner

    def fit(self, features, target):
        self.model = self.learner(label="target", task=ydf.Task.REGRESSION).train({**columns(features), "target": target})
        return self

    def predict(self, features):
        return self.model.predict(columns(features))


def columns(features):
    """What ydf takes: arrays by name, NaN or "" where a value is missing."""
    return {
        name: column.to_numpy(np.float32) if pd.api.types.is_numeric_dtype(column) else column.fillna("").to_numpy(str)
        for name, column in features.items()
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("features", help="the training table")
    parser.add_argument("--ridge-lambda", type=float, default=1.0, help="the penalty that tuning chose")
    parser.add_argument("--max-depth", type=int, default=6, help="the depth of the single tree that tuning chose")
    parser.add_argument("--min-leaf-share", type=float, default=0.01, help="the size of its leaves that tuning chose")
    parser.add_argument("--boosting-rows", type=int, default=40_000, help="the rows that boosted trees are fitted on")
    parser.add_argument("--forest-rows", type=int, default=20_000, help="the rows that the random forest is fitted on")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    ydf.verbose(0)

    table = pd.read_csv(arguments.features, dtype={"_group": str, "_split": str}, low_memory=False)
    train, test = table[table["_split"] == "train"], table[table["_split"] == "test"]
    features = [name for name in table.columns if name not in RESERVED]
    measured = test["_target"].to_numpy()
    mean = train["_target"].mean()

    def sample(rows):
        return train.iloc[even_sample(train["_group"].to_numpy(), rows, arguments.seed)]

    boosting_rows, forest_rows = sample(arguments.boosting_rows), sample(arguments.forest_rows)
    tree = DecisionTreeRegressor(max_depth=arguments.max_depth, min_samples_leaf=arguments.min_leaf_share)
    forest = {"n_estimators": 300, "max_depth": 16, "min_samples_leaf": 5, "max_features": 1 / 3, "n_jobs": -1}

    models = {
        "Ridge (scikit-learn)": (make_pipeline(design(), Ridge(alpha=arguments.ridge_lambda)), train),
        "CART (scikit-learn)": (make_pipeline(design(), tree.set_params(random_state=arguments.seed)), train),
        "GradientBoostedTrees (ydf)": (Ydf(ydf.GradientBoostedTreesLearner), boosting_rows),
        "GradientBoostedTrees (ydf), all rows": (Ydf(ydf.GradientBoostedTreesLearner), train),
        "RandomForest (ydf)": (Ydf(ydf.RandomForestLearner), forest_rows),
        "RandomForest (ydf), all rows": (Ydf(ydf.RandomForestLearner), train),
        "HistGradientBoosting (scikit-learn)": (
            make_pipeline(design(), HistGradientBoostingRegressor(random_state=arguments.seed)),
            boosting_rows,
        ),
        "RandomForest (scikit-learn)": (
            make_pipeline(design(), RandomForestRegressor(**forest, random_state=arguments.seed)),
            forest_rows,
        ),
    }
    results = {"Baseline": {**judge(measured, np.full(len(test), mean)), "rows": len(train), "seconds": 0.0}}
    if "_pmv" in table:
        results["PMV"] = {**judge(measured, test["_pmv"].fillna(mean).to_numpy()), "rows": len(train), "seconds": 0.0}
    for name, (model, rows) in models.items():
        print(f"{name}: {len(rows)} rows", file=sys.stderr)
        started = time.perf_counter()
        model.fit(rows[features], rows["_target"].to_numpy())
        seconds = time.perf_counter() - started
        results[name] = {**judge(measured, model.predict(test[features])), "rows": len(rows), "seconds": seconds}

    versions = {"ydf": ydf.__version__, "scikit-learn": sklearn.__version__, "python": sys.version.split()[0]}
    print(json.dumps({"versions": versions, "rows": {"train": len(train), "test": len(test)}, "models": results}, indent=2))


if __name__ == "__main__":
    main()
