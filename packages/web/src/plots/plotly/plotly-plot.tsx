import { useEffect, useRef, useState } from "preact/hooks";
import { useFileAddress } from "../../api/file-address.ts";
import { useInSight } from "../../in-sight/use-in-sight.ts";
import { useLanguage } from "../../language/language-context.tsx";
import { resolvedColour, resolvedColours } from "../../looks/colours/colours.ts";
import { useScheme } from "../../looks/colours/use-scheme.ts";
import { Notice } from "../../looks/notice.tsx";
import type { Figure } from "../figure.ts";
import { inLooksOf } from "./looks-of-page.ts";
import { withOwnPictures } from "./own-pictures.ts";
import { withPlainTexts } from "./plain-texts.ts";
import type { DrawnPlot } from "./plotly.ts";
import { drawPlot } from "./plotly.ts";
import { buildFor } from "./plotly-build.ts";

interface PlotlyPlotProps {
  figure: Figure;
  /** The name that readers of screens hear. */
  name: string;
}

/** A figure drawn by Plotly, which is fetched with the first of them. */
export function PlotlyPlot({ figure, name }: PlotlyPlotProps) {
  const { texts } = useLanguage();
  const place = useRef<HTMLDivElement>(null);
  const address = useFileAddress();
  const scheme = useScheme();
  const [problem, setProblem] = useState<string>();
  const [leftOut, setLeftOut] = useState(0);
  const build = buildFor(figure);
  const isInSight = useInSight(place);
  const wasSeen = useRef(false);
  wasSeen.current ||= isInSight;
  // A browser gives a page a few drawings in space; those out of sight hand theirs back.
  const isDrawn = isInSight || (wasSeen.current && build === "cartesian");
  useEffect(() => {
    const element = place.current;
    if (!element || !isDrawn || build === undefined || address === undefined) {
      return;
    }
    let isGone = false;
    let drawn: DrawnPlot | undefined;
    const own = withOwnPictures(figure, address);
    setLeftOut(own.leftOut);
    setProblem(undefined);
    const looks = { ink: resolvedColour("var(--ink)"), line: resolvedColour("var(--line)"), traces: resolvedColours() };
    drawPlot(element, inLooksOf(withPlainTexts(own.figure), looks), build).then(
      (plot) => {
        if (isGone) {
          plot.remove();
        } else {
          drawn = plot;
        }
      },
      (error: unknown) => setProblem(error instanceof Error ? error.message : String(error)),
    );
    const watch = new ResizeObserver(() => drawn?.resize());
    watch.observe(element);
    return () => {
      isGone = true;
      watch.disconnect();
      drawn?.remove();
    };
  }, [figure, build, address, scheme, isDrawn]);
  if (build === undefined) {
    return <Notice kind="empty">{texts.plots.map}</Notice>;
  }
  return (
    <>
      {problem !== undefined && <Notice kind="error">{texts.plots.failed(problem)}</Notice>}
      {leftOut > 0 && <Notice kind="empty">{texts.plots.leftOut(leftOut)}</Notice>}
      <figure class="plotly" ref={place} aria-label={name} hidden={problem !== undefined} />
    </>
  );
}
