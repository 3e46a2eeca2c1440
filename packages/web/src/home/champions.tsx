import { Link } from "wouter-preact";
import { useReply } from "../api/use-reply.ts";
import { useLanguage } from "../language/language-context.tsx";
import { Moment } from "../looks/moment.tsx";
import { CHAMPION, mainMetric } from "../models/main-metric.ts";

/** Champions on the start page; the list of models has the others. */
const MOST = 12;

/** The models in force, as far as they are known. */
export function useChampions() {
  return useReply("models.get_all_ex", {
    ...{ tags: [CHAMPION], system_tags: ["-archived"], order_by: ["-created"], page: 0, page_size: MOST },
    only_fields: ["name", "project.name", "metadata", "created"],
  });
}

/** The models in force: one a project and main metric, the newest first. Nothing where there is none. */
export function Champions() {
  const { texts, formats } = useLanguage();
  const { data } = useChampions();
  if (data === undefined || data.models.length === 0) {
    return null;
  }
  return (
    <>
      <h2>
        <Link href="/models?champions">{texts.models.champions}</Link>
      </h2>
      <ul class="cards">
        {data.models.map((model) => {
          const main = mainMetric(model);
          return (
            <li key={model.id}>
              <span>
                <Link href={`/models/${model.id}`}>{model.name}</Link>
                <br />
                <span class="dim">{model.project?.name}</span>
              </span>
              <span class="number">
                {main && (
                  <>
                    {main.metric} <b title={String(main.value)}>{formats.measure(main.value)}</b>
                    <br />
                  </>
                )}
                <span class="dim">
                  <Moment at={model.created} />
                </span>
              </span>
            </li>
          );
        })}
      </ul>
    </>
  );
}
