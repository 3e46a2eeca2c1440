import type { JoinedModelRecord } from "@clearml-ts/protocol";
import { useInfiniteQuery } from "@tanstack/preact-query";
import { Link } from "wouter-preact";
import { type CallError, callApi } from "../api/api.ts";
import { patternOf } from "../api/pattern.ts";
import { useReply } from "../api/use-reply.ts";
import { useLanguage } from "../language/language-context.tsx";
import { Chips } from "../looks/chips.tsx";
import { Loading } from "../looks/loading.tsx";
import { Moment } from "../looks/moment.tsx";
import { Notice } from "../looks/notice.tsx";
import { Problem } from "../looks/problem.tsx";
import { projectTitle } from "../looks/project-title.ts";
import { useTitle } from "../looks/use-title.ts";
import { CHAMPION, mainMetric } from "../models/main-metric.ts";
import { ModelTags } from "../models/model-tags.tsx";
import { type ModelListState, modelListQuery, readModelListState } from "../view-state/model-list-state.ts";
import { useViewState } from "../view-state/use-view-state.ts";
import "../models/models.css";

/** Models in one request. */
const PAGE_SIZE = 100;

const COLUMNS = [
  ["name", "name"],
  ["project", undefined],
  ["framework", "framework"],
  ["metric", undefined],
  ["published", "ready"],
  ["updated", "last_update"],
] as const;

/** The models, by name, project and whether they are champions. */
export function ModelsPage() {
  const { texts } = useLanguage();
  const words = texts.models;
  useTitle(words.title);
  const [state, change] = useViewState(readModelListState, modelListQuery);
  const { models, error, hasMore, more } = useModelList(state);
  return (
    <>
      <h1>{words.title}</h1>
      <form class="tools" onSubmit={(event) => event.preventDefault()}>
        <input
          type="search"
          aria-label={words.search}
          placeholder={words.search}
          value={state.search}
          onInput={(event) => change({ search: event.currentTarget.value })}
        />
        <label>
          <input
            type="checkbox"
            checked={state.champions}
            onChange={(event) => change({ champions: event.currentTarget.checked })}
          />{" "}
          {words.onlyChampions}
        </label>
      </form>
      {state.project !== undefined && (
        <ProjectChip id={state.project} onTakeOff={() => change({ project: undefined })} />
      )}
      <Problem error={error} />
      {models === undefined && !error && <Loading />}
      {models?.length === 0 && <Notice kind="empty">{isFiltered(state) ? words.empty : words.none}</Notice>}
      {models !== undefined && models.length > 0 && (
        <>
          <div class="wide">
            <table class="rows">
              <thead>
                <tr>
                  {COLUMNS.map(([title, field]) => (
                    <th
                      key={title}
                      scope="col"
                      class={isNumber(title) ? "number" : ""}
                      aria-sort={sortOf(field, state)}
                    >
                      {field === undefined ? (
                        words.columns[title]
                      ) : (
                        <button type="button" onClick={() => change({ order: nextOrder(field, state) })}>
                          {words.columns[title]}
                          {sortOf(field, state) === "ascending" && <span aria-hidden="true"> ↑</span>}
                          {sortOf(field, state) === "descending" && <span aria-hidden="true"> ↓</span>}
                        </button>
                      )}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {models.map((model) => (
                  <ModelRow key={model.id} model={model} />
                ))}
              </tbody>
            </table>
          </div>
          <p class="dim">
            {words.shown(models.length)}{" "}
            {hasMore && (
              <button type="button" onClick={more}>
                {words.more}
              </button>
            )}
          </p>
        </>
      )}
    </>
  );
}

/** Says of which project alone models are listed; its id as long as its name is not known. */
function ProjectChip({ id, onTakeOff }: { id: string; onTakeOff: () => void }) {
  const { data } = useReply("projects.get_all", { id: [id], search_hidden: true });
  return <Chips chips={[{ text: projectTitle(data?.projects[0]?.name) || id, onTakeOff }]} />;
}

function ModelRow({ model }: { model: JoinedModelRecord }) {
  const { texts, formats } = useLanguage();
  const { id, name, project, framework, ready, last_update, created, tags } = model;
  const main = mainMetric(model);
  return (
    <tr>
      <td>
        <Link href={`/models/${id}`}>{name}</Link>
        <ModelTags tags={tags ?? []} />
      </td>
      <td class="dim">
        {project?.id !== undefined && (
          <Link href={`/models?project=${project.id}`} class="dim">
            {projectTitle(project.name)}
          </Link>
        )}
      </td>
      <td>{framework}</td>
      <td class="number">{main && `${main.metric} ${formats.measure(main.value)}`}</td>
      <td>{ready === true && texts.models.yes}</td>
      <td class="number">
        <Moment at={last_update ?? created} />
      </td>
    </tr>
  );
}

function useModelList({ search, champions, project, order }: ModelListState) {
  const request = {
    ...(search !== "" && { name: patternOf(search) }),
    ...(champions && { tags: [CHAMPION] }),
    ...(project !== undefined && { project: [project], include_subprojects: true }),
    system_tags: ["-archived"],
    order_by: [order, "id"],
    only_fields: ["name", "project.name", "framework", "ready", "last_update", "created", "tags", "metadata"],
    page_size: PAGE_SIZE,
  };
  const { data, error, hasNextPage, fetchNextPage } = useInfiniteQuery<JoinedModelRecord[], CallError>({
    queryKey: ["model list", request],
    queryFn: async ({ pageParam, signal }) =>
      (await callApi("models.get_all_ex", { ...request, page: Number(pageParam) }, { signal })).models,
    initialPageParam: 0,
    getNextPageParam: (last, pages) => (last.length < PAGE_SIZE ? undefined : pages.length),
  });
  return { models: data?.pages.flat(), error, hasMore: hasNextPage, more: () => void fetchNextPage() };
}

function isFiltered({ search, champions, project }: ModelListState): boolean {
  return search !== "" || champions || project !== undefined;
}

function isNumber(title: (typeof COLUMNS)[number][0]): boolean {
  return title === "metric" || title === "updated";
}

function sortOf(field: string | undefined, { order }: ModelListState): "none" | "ascending" | "descending" | undefined {
  if (field === undefined) {
    return undefined;
  }
  return order === field ? "ascending" : order === `-${field}` ? "descending" : "none";
}

/** Moments are looked at from the last one on, names from A. */
function nextOrder(field: string, state: ModelListState): string {
  const isFirst = sortOf(field, state) === "none";
  const descending = isFirst ? field === "last_update" : state.order === field;
  return `${descending ? "-" : ""}${field}`;
}
