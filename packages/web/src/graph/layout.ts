/** A node of a graph that is drawn from left to right. */
export interface GraphNode {
  /** Unique within the graph. */
  name: string;
  /** The names of the nodes that it comes after. */
  parents: readonly string[];
}

/** Where a node is drawn: columns from the left, rows from the top. */
export interface Place<Node extends GraphNode> {
  node: Node;
  column: number;
  row: number;
}

/** Puts every node one column behind the last of its parents, and as near to their rows as there is room, in the order given. */
export function layOut<Node extends GraphNode>(nodes: readonly Node[]): Place<Node>[] {
  const places = new Map(nodes.map((node) => [node.name, { node, column: -1, row: 0 }]));
  for (const { name } of nodes) {
    setColumn(name, places);
  }
  const columns: Place<Node>[][] = [];
  for (const place of places.values()) {
    columns[place.column] ??= [];
    columns[place.column]?.push(place);
  }
  for (const column of columns) {
    placeRows(column, places);
  }
  return [...places.values()];
}

type Places<Node extends GraphNode> = ReadonlyMap<string, Place<Node>>;

function setColumn<Node extends GraphNode>(name: string, places: Places<Node>): number {
  const place = places.get(name);
  if (place === undefined) {
    return -1;
  }
  if (place.column < 0) {
    // A circle cannot run; it is drawn all the same.
    place.column = 0;
    place.column = Math.max(-1, ...place.node.parents.map((parent) => setColumn(parent, places))) + 1;
  }
  return place.column;
}

/** Nodes whose parents are far up come first; each is in the row of its parents if that is free, else below. */
function placeRows<Node extends GraphNode>(column: readonly Place<Node>[], places: Places<Node>): void {
  const wanted = new Map(column.map((place) => [place, middleOfParents(place, places)]));
  const sorted = [...column].sort((a, b) => (wanted.get(a) ?? 0) - (wanted.get(b) ?? 0));
  let free = 0;
  for (const place of sorted) {
    place.row = Math.max(free, Math.floor(wanted.get(place) ?? 0));
    free = place.row + 1;
  }
}

function middleOfParents<Node extends GraphNode>({ node }: Place<Node>, places: Places<Node>): number {
  const rows = node.parents.flatMap((parent) => places.get(parent)?.row ?? []);
  return rows.length === 0 ? 0 : rows.reduce((sum, row) => sum + row, 0) / rows.length;
}
