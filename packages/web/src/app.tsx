import { useQuery, useQueryClient } from "@tanstack/preact-query";
import { Route, Switch } from "wouter-preact";
import { CallError } from "./api/api.ts";
import { Frame } from "./looks/frame.tsx";
import { Notice } from "./looks/notice.tsx";
import { HomePage } from "./pages/home-page.tsx";
import { NotFoundPage } from "./pages/not-found-page.tsx";
import { PipelinePage } from "./pages/pipeline-page.tsx";
import { ProjectPage } from "./pages/project-page.tsx";
import { QueuesPage } from "./pages/queues-page.tsx";
import { SignInPage } from "./pages/sign-in-page.tsx";
import { TaskPage } from "./pages/task-page.tsx";
import { RedirectOldAddress } from "./routes/redirect-old-address.tsx";
import { findSignIn } from "./session/sign-in.ts";

/** The page as a whole: a person signs in, and then the address decides. */
export function App() {
  const client = useQueryClient();
  const { data: way, error, refetch } = useQuery({ queryKey: ["sign-in"], queryFn: findSignIn, staleTime: Infinity });
  if (error) {
    return <Notice kind="error">{error instanceof CallError ? error.message : String(error)}</Notice>;
  }
  if (way === undefined) {
    return null;
  }
  if (way.kind !== "none") {
    const entered = async () => {
      await refetch();
      await client.invalidateQueries();
    };
    return <SignInPage way={way} onSignedIn={entered} />;
  }
  return (
    <Frame>
      <Switch>
        <Route path="/">{() => <HomePage />}</Route>
        <Route path="/projects/:project">{({ project }) => <ProjectPage project={project} />}</Route>
        <Route path="/tasks/:task/:tab?">{({ task, tab }) => <TaskPage id={task} tab={tab} />}</Route>
        <Route path="/pipelines/:run">{({ run }) => <PipelinePage id={run} />}</Route>
        <Route path="/queues">{() => <QueuesPage />}</Route>
        <Route path="/*?">{() => <RedirectOldAddress otherwise={<NotFoundPage />} />}</Route>
      </Switch>
    </Frame>
  );
}
