import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useLanguage } from "../language/language-context.tsx";
import { Notice } from "../looks/notice.tsx";

/** A page whose code is loaded when somebody opens it for the first time. */
export function lazyPage<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  let Loaded: ComponentType<Props> | undefined;
  return function LazyPage(props: Props) {
    const { texts } = useLanguage();
    const [state, setState] = useState<"loading" | "there" | "failed">(Loaded ? "there" : "loading");
    useEffect(() => {
      if (!Loaded) {
        load().then(
          (page) => {
            Loaded = page;
            setState("there");
          },
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
    return Loaded ? <Loaded {...props} /> : null;
  };
}
