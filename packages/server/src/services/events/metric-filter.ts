import { type MetricVariants, results } from "@clearml-ts/protocol";
import { ApiFailure } from "../../errors.ts";
import type { MetricFilter } from "./store/series.ts";

/**
 * Reads the metrics and variants that a request is limited to; `undefined` when it is not.
 *
 * @throws {@link ApiFailure} 400/12 for an entry without a metric, or with variants that are not a list of names.
 */
export function metricFilter(metrics: readonly MetricVariants[] | undefined): MetricFilter | undefined {
  if (!metrics || metrics.length === 0) {
    return undefined;
  }
  return new Map(
    metrics.map(({ metric, variants }) => {
      if (typeof metric !== "string") {
        throw new ApiFailure(results.validationError, { detail: "metrics: each needs a metric" });
      }
      return [metric, variantList(variants)];
    }),
  );
}

/** Reads the variants that one entry is limited to; none stands for all. @throws {@link ApiFailure} 400/12 */
export function variantList(variants: unknown): readonly string[] {
  if (variants === undefined || variants === null) {
    return [];
  }
  if (Array.isArray(variants) && variants.every((variant) => typeof variant === "string")) {
    return variants;
  }
  throw new ApiFailure(results.validationError, { detail: "variants: must be a list of strings" });
}
