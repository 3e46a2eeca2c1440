import "./looks/page.css";
import { QueryClientProvider } from "@tanstack/preact-query";
import { render } from "preact";
import { callApi } from "./api/api.ts";
import { makeQueryClient } from "./api/query-client.ts";
import { App, preloadPage } from "./app.tsx";
import { pauseWhileUnseen } from "./live/pause.ts";
import { ServerWatch } from "./live/server-watch.ts";
import { findSignIn, SIGN_IN } from "./session/sign-in.ts";
import { SettingsProvider } from "./settings/settings-context.tsx";
import { SpokenLanguage } from "./settings/spoken-language.tsx";

const watch: ServerWatch = new ServerWatch({
  ask: () => callApi("debug.ping", {}),
  pause: pauseWhileUnseen,
  onFound: () => void client.invalidateQueries(),
});
const client = makeQueryClient({
  onUnreachable: () => void watch.lost(),
  onSignedOut: () => void client.invalidateQueries({ queryKey: SIGN_IN }),
});

// Neither waits for the texts of the page, which come first of all that it draws.
void client.prefetchQuery({ queryKey: SIGN_IN, queryFn: findSignIn, staleTime: Infinity });
preloadPage(location.pathname);
const place = document.querySelector("#page");
if (place) {
  render(
    <SettingsProvider>
      <SpokenLanguage>
        <QueryClientProvider client={client}>
          <App watch={watch} />
        </QueryClientProvider>
      </SpokenLanguage>
    </SettingsProvider>,
    place,
  );
}
