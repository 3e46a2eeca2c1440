import type { FunctionComponent } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useLanguage } from "../language/language-context.tsx";
import { Loading } from "../looks/loading.tsx";
import { Notice } from "../looks/notice.tsx";

/** A page whose code is loaded when somebody opens it for the first time. */
export interface LazyPage<Props> extends FunctionComponent<Props> {
  /** Loads its code already, while the page waits for something else. */
  preload: () => void;
}

/** Makes a page of a function that loads its code. */
export function lazyPage<Props extends object>(load: () => Promise<FunctionComponent<Props>>): LazyPage<Props> {
  let Loaded: FunctionComponent<Props> | undefined;
  let loading: Promise<void> | undefined;
  const loadOnce = () => {
    loading ??= load().then(
      (page) => {
        Loaded = page;
      },
      (error: unknown) => {
        loading = undefined;
        throw error;
      },
    );
    return loading;
  };
  const Page = (props: Props) => {
    const { texts } = useLanguage();
    const [state, setState] = useState<"loading" | "there" | "failed">(Loaded ? "there" : "loading");
    useEffect(() => {
      // By what was drawn, and not by what is loaded: it may have come in between.
      if (state === "loading") {
        loadOnce().then(
          () => setState("there"),
          () => setState("failed"),
        );
      }
    }, []);
    if (state === "failed") {
      return (
        <Notice kind="error">
          {texts.problems.notLoaded}{" "}
          <button type="button" onClick={() => location.reload()}>
            {texts.problems.reload}
          </button>
        </Notice>
      );
    }
    return Loaded ? <Loaded {...props} /> : <Loading />;
  };
  // A page that cannot be loaded says so once somebody opens it.
  const preload = () => void loadOnce().catch(() => {});
  return Object.assign(Page, { preload });
}
