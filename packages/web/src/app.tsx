import { useQuery, useQueryClient } from "@tanstack/preact-query";
import { Route, Switch } from "wouter-preact";
import { CallError } from "./api/api.ts";
import { ServerLost } from "./live/server-lost.tsx";
import type { ServerWatch } from "./live/server-watch.ts";
import { Frame } from "./looks/frame/frame.tsx";
import { Notice } from "./looks/notice.tsx";
import { Problem } from "./looks/problem.tsx";
import { NotFoundPage } from "./pages/not-found-page.tsx";
import { type LazyPage, lazyPage } from "./routes/lazy-page.tsx";
import { RedirectOldAddress } from "./routes/redirect-old-address.tsx";
import { findSignIn, SIGN_IN } from "./session/sign-in.ts";

const SignInPage = lazyPage(async () => (await import("./pages/sign-in-page.tsx")).SignInPage);
const HomePage = lazyPage(async () => (await import("./pages/home-page.tsx")).HomePage);
const ProjectPage = lazyPage(async () => (await import("./pages/project-page.tsx")).ProjectPage);
const TaskPage = lazyPage(async () => (await import("./pages/task-page.tsx")).TaskPage);
const PipelinePage = lazyPage(async () => (await import("./pages/pipeline-page.tsx")).PipelinePage);
const ComparePage = lazyPage(async () => (await import("./pages/compare-page.tsx")).ComparePage);
const DatasetPage = lazyPage(async () => (await import("./pages/dataset-page.tsx")).DatasetPage);
const DatasetsPage = lazyPage(async () => (await import("./pages/datasets-page.tsx")).DatasetsPage);
const ModelPage = lazyPage(async () => (await import("./pages/model-page.tsx")).ModelPage);
const ModelsPage = lazyPage(async () => (await import("./pages/models-page.tsx")).ModelsPage);
const QueuesPage = lazyPage(async () => (await import("./pages/queues-page.tsx")).QueuesPage);
const SettingsPage = lazyPage(async () => (await import("./pages/settings-page.tsx")).SettingsPage);

/** The pages by the first word of their addresses. */
const BEGINNINGS: Readonly<Record<string, Pick<LazyPage<object>, "preload">>> = {
  "": HomePage,
  projects: ProjectPage,
  tasks: TaskPage,
  pipelines: PipelinePage,
  compare: ComparePage,
  datasets: DatasetsPage,
  models: ModelsPage,
  queues: QueuesPage,
  settings: SettingsPage,
};

/** Loads the code of the page at an address, so that it is there once it is known who is signed in. */
export function preloadPage(path: string): void {
  const [, beginning = "", id = ""] = path.split("/");
  const single = { datasets: DatasetPage, models: ModelPage }[beginning];
  (id !== "" && single ? single : BEGINNINGS[beginning])?.preload();
}

/** The page as a whole: a person signs in, and then the address decides. */
export function App({ watch }: { watch: ServerWatch }) {
  const client = useQueryClient();
  const { data: way, error } = useQuery({ queryKey: SIGN_IN, queryFn: findSignIn, staleTime: Infinity });
  if (way === undefined) {
    if (error && !(error instanceof CallError)) {
      return <Notice kind="error">{String(error)}</Notice>;
    }
    return error?.isUnreachable ? <ServerLost watch={watch} /> : <Problem error={error} />;
  }
  if (way.kind !== "none") {
    return (
      <>
        <ServerLost watch={watch} />
        <SignInPage way={way} onSignedIn={() => client.invalidateQueries()} />
      </>
    );
  }
  return (
    <Frame>
      <ServerLost watch={watch} />
      <Switch>
        <Route path="/">{() => <HomePage />}</Route>
        <Route path="/projects/:project">{({ project }) => <ProjectPage key={project} project={project} />}</Route>
        <Route path="/tasks/:task/:tab?">{({ task, tab }) => <TaskPage key={task} id={task} tab={tab} />}</Route>
        <Route path="/pipelines/:run">{({ run }) => <PipelinePage key={run} id={run} />}</Route>
        <Route path="/compare">{() => <ComparePage />}</Route>
        <Route path="/datasets">{() => <DatasetsPage />}</Route>
        <Route path="/datasets/:dataset/:tab?">{({ dataset, tab }) => <DatasetPage id={dataset} tab={tab} />}</Route>
        <Route path="/models">{() => <ModelsPage />}</Route>
        <Route path="/models/:model">{({ model }) => <ModelPage id={model} />}</Route>
        <Route path="/queues">{() => <QueuesPage />}</Route>
        <Route path="/settings">{() => <SettingsPage />}</Route>
        <Route path="/*?">{() => <RedirectOldAddress otherwise={<NotFoundPage />} />}</Route>
      </Switch>
    </Frame>
  );
}
