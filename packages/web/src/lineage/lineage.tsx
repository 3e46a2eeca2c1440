import { useMemo } from "preact/hooks";
import { Link } from "wouter-preact";
import { useReply } from "../api/use-reply.ts";
import type { Version } from "../datasets/version.ts";
import { BoxGraph } from "../graph/box-graph.tsx";
import { useLanguage } from "../language/language-context.tsx";
import { lineageOf, relativesOf } from "./version-graph.ts";

/** The configuration object in which a version keeps all that it comes from. */
const STRUCTURE = "Dataset Struct";

/** Newest versions that are asked for their lineage: each names all before it. */
const NEWEST = 5;

interface LineageProps {
  version: Version;
  /** All versions of the dataset, the newest first. */
  versions: readonly Version[];
}

/** The graph of the versions that a version comes from, and of those that came from it. */
export function Lineage({ version, versions }: LineageProps) {
  const { texts, formats } = useLanguage();
  const { id } = version.task;
  const asked = [...new Set([id, ...versions.slice(0, NEWEST).map(({ task }) => task.id)])];
  const { data } = useReply("tasks.get_configurations", { tasks: asked, names: [STRUCTURE] });
  const nodes = useMemo(() => {
    const texts = (data?.configurations ?? []).flatMap(({ configuration }) => configuration.map(({ value }) => value));
    return relativesOf(id, lineageOf(texts));
  }, [data, id]);
  if (nodes.length === 0) {
    return null;
  }
  return (
    <BoxGraph
      nodes={nodes}
      name={texts.datasets.lineageOf(version.name)}
      title={({ dataset }) => dataset}
      look={({ name, status }) => `${status} ${name === id ? "chosen" : ""}`}
    >
      {({ name, dataset, version: number, size }) => (
        <>
          <Link href={`/datasets/${name}`} class="title" title={dataset}>
            {dataset || name}
          </Link>
          <span class="dim">{[number, size !== undefined && formats.size(size)].filter(Boolean).join(" · ")}</span>
        </>
      )}
    </BoxGraph>
  );
}
