import type { Column } from "../../data/table/table.ts";
import { applyDesign, type Design, fitDesign } from "../rows/design-matrix.ts";
import type { Rows } from "../rows/rows.ts";
import { decodeOutcome, encodeOutcome } from "../scores/outcome.ts";
import { type JsonModel, jsonModel } from "./json-model.ts";
import type { Learner, Params } from "./learner.ts";
import { growTree, type TreeNode } from "./regression-tree.ts";

/** A single tree of yes-or-no questions. */
export interface CartModel extends JsonModel {
  readonly format: "cart";
  readonly design: Design;
  readonly root: TreeNode;
  readonly classes?: readonly string[];
}

/**
 * A regression or classification tree (Breiman et al., 1984), kept small by its depth and the size of its leaves.
 *
 * A leaf is measured as a share of the rows: what is found good on a part of a table then suits all of it.
 */
export const cart: Learner = {
  name: "CART",
  framework: "custom",
  defaults: { maxDepth: 6, minLeafShare: 0.01 },
  draw: (random) => ({
    maxDepth: 3 + Math.floor(random() * 8),
    minLeafShare: Number((10 ** (random() * 2 - 3.3)).toPrecision(2)),
  }),
  fit: async (rows, params) => jsonModel(fitCart(rows, params), predictCart),
};

function fitCart(rows: Rows, { maxDepth = 6, minLeafShare = 0.01 }: Params): CartModel {
  const minLeaf = Math.max(1, Math.ceil(minLeafShare * rows.target.length));
  const design = fitDesign(rows);
  const { columns, classes } = encodeOutcome(rows.target);
  const root = growTree(applyDesign(design, rows), columns, { maxDepth, minLeaf });
  return { format: "cart", design, root, ...(classes && { classes }) };
}

/** Predicts with a tree. */
export function predictCart(model: CartModel, rows: Rows): Column {
  const columns = applyDesign(model.design, rows);
  const outputs = (model.classes ?? [""]).map(() => new Float64Array(rows.target.length));
  for (let row = 0; row < rows.target.length; row++) {
    let node = model.root;
    while ("column" in node) {
      node = (columns[node.column]?.[row] ?? 0) < node.threshold ? node.below : node.above;
    }
    for (const [k, output] of outputs.entries()) {
      output[row] = node.values[k] ?? 0;
    }
  }
  return decodeOutcome(outputs, model.classes);
}
