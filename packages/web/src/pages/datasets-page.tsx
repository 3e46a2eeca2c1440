import { Link } from "wouter-preact";
import { patternOf } from "../api/pattern.ts";
import { useProjectIds } from "../api/use-project-ids.ts";
import { useReply } from "../api/use-reply.ts";
import { datasetName } from "../datasets/version.ts";
import { useLanguage } from "../language/language-context.tsx";
import { Loading } from "../looks/loading.tsx";
import { Moment } from "../looks/moment.tsx";
import { Notice } from "../looks/notice.tsx";
import { Problem } from "../looks/problem.tsx";
import { ProjectLink } from "../looks/project-link.tsx";
import { useTitle } from "../looks/use-title.ts";
import { readSearch, searchQuery } from "../view-state/search-state.ts";
import { useViewState } from "../view-state/use-view-state.ts";

/** Datasets in the list; a part of the name finds the others. */
const MOST = 200;

/** The datasets, last changed first: each is a hidden project that holds its versions. */
export function DatasetsPage() {
  const { texts, formats } = useLanguage();
  const words = texts.datasets;
  useTitle(words.title);
  const [{ search }, change] = useViewState(readSearch, searchQuery);
  const { data, error } = useReply("projects.get_all_ex", {
    ...(search !== "" && { name: patternOf(search) }),
    system_tags: ["dataset"],
    search_hidden: true,
    include_stats: true,
    include_dataset_stats: true,
    order_by: ["-last_update"],
    only_fields: ["name", "last_update"],
    page: 0,
    page_size: MOST,
  });
  const projects = useProjectIds((data?.projects ?? []).map(({ name }) => datasetName(name).project));
  return (
    <>
      <h1>{words.title}</h1>
      <form class="tools" onSubmit={(event) => event.preventDefault()}>
        <input
          type="search"
          aria-label={words.search}
          placeholder={words.search}
          value={search}
          onInput={(event) => change({ search: event.currentTarget.value })}
        />
      </form>
      <Problem error={error} />
      {data === undefined && !error && <Loading />}
      {data?.projects.length === 0 && <Notice kind="empty">{search === "" ? words.none : words.empty}</Notice>}
      {data !== undefined && data.projects.length > 0 && (
        <div class="wide">
          <table class="rows">
            <thead>
              <tr>
                <th scope="col">{words.columns.name}</th>
                <th scope="col">{words.columns.project}</th>
                <th scope="col" class="number">
                  {words.columns.versions}
                </th>
                <th scope="col" class="number">
                  {words.columns.files}
                </th>
                <th scope="col" class="number">
                  {words.columns.size}
                </th>
                <th scope="col" class="number">
                  {words.columns.updated}
                </th>
              </tr>
            </thead>
            <tbody>
              {data.projects.map(({ id, name, last_update, stats, dataset_stats: sizes }) => {
                const dataset = datasetName(name);
                return (
                  <tr key={id}>
                    <td>
                      <Link href={`/datasets/${id}`}>{dataset.name || name}</Link>
                    </td>
                    <td class="dim">
                      <ProjectLink id={projects.get(dataset.project)} name={dataset.project} class="dim" />
                    </td>
                    <td class="number">{stats?.active?.total_tasks}</td>
                    <td class="number">{sizes?.file_count}</td>
                    <td class="number">{sizes?.total_size !== undefined && formats.size(sizes.total_size)}</td>
                    <td class="number">
                      <Moment at={last_update} />
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
