import type { JoinedModelRecord } from "@clearml-ts/protocol";
import { useMemo } from "preact/hooks";
import { Link } from "wouter-preact";
import { useReply } from "../api/use-reply.ts";
import { Chart } from "../curves/chart/chart.tsx";
import { useLanguage } from "../language/language-context.tsx";
import { curveLook } from "../looks/colours/colours.ts";
import { Moment } from "../looks/moment.tsx";
import { CHAMPION, FORMER_CHAMPION, mainMetric, reigns } from "./main-metric.ts";
import { ModelTags } from "./model-tags.tsx";

/** The champions of the project by a model's main metric: their values over time, and why each became it. */
export function ChampionHistory({ model }: { model: JoinedModelRecord }) {
  const { texts, formats } = useLanguage();
  const words = texts.models;
  const metric = mainMetric(model)?.metric;
  const project = model.project?.id;
  const { data } = useReply(
    "models.get_all_ex",
    {
      project: [project ?? ""],
      tags: [CHAMPION, FORMER_CHAMPION],
      // Without an operator before it, a text that begins with "-" excludes.
      "metadata.main_metric.value": ["__$any", metric ?? ""],
      only_fields: ["name", "tags", "metadata", "created"],
      order_by: ["created"],
    },
    { enabled: metric !== undefined && project !== undefined },
  );
  const history = useMemo(() => (metric === undefined ? [] : reigns(data?.models ?? [], metric)), [data, metric]);
  const curves = useMemo(
    () => [
      {
        name: metric ?? "",
        x: history.map(({ since }) => since),
        y: history.map(({ value }) => value),
        ...curveLook(0),
        isStepped: true,
      },
    ],
    [history, metric],
  );
  if (metric === undefined || history.length === 0) {
    return null;
  }
  return (
    <>
      <h2>{words.history(metric)}</h2>
      {history.length > 1 && <Chart curves={curves} axis="timestamp" name={words.history(metric)} />}
      <div class="wide">
        <table class="rows">
          <thead>
            <tr>
              <th scope="col">{words.historyColumns.promoted}</th>
              <th scope="col">{words.historyColumns.model}</th>
              <th scope="col" class="number">
                {words.historyColumns.value}
              </th>
              <th scope="col">{words.historyColumns.reason}</th>
            </tr>
          </thead>
          <tbody>
            {history.toReversed().map(({ model: { id, name, tags = [], created }, value, reason }) => (
              <tr key={id} aria-current={id === model.id ? "true" : undefined}>
                <td>
                  <Moment at={created} />
                </td>
                <td>
                  <Link href={`/models/${id}`}>{name}</Link>
                  <ModelTags tags={tags.filter((tag) => tag === CHAMPION)} />
                </td>
                <td class="number" title={String(value)}>
                  {formats.measure(value)}
                </td>
                <td class="reason">{reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
