import { keepPreviousData, useQuery } from "@tanstack/preact-query";
import type { CallError } from "../../api/api.ts";
import { type AnsweredCurve, askCurves, type CurveQuestion } from "./ask-curves.ts";

/** Curves, and the whole of them where only a part is asked for and smoothed. */
export interface ReadCurves {
  curves: AnsweredCurve[] | undefined;
  whole: AnsweredCurve[] | undefined;
  error: CallError | null;
}

interface UseCurvesOptions {
  /** Whether there is something to ask for now. */
  enabled: boolean;
  /** Whether a part needs the whole as well. */
  withWhole: boolean;
  every: number | undefined;
}

/** Reads the curves of a metric, again and again while they are in sight. */
export function useCurves(question: CurveQuestion, { enabled, withWhole, every }: UseCurvesOptions): ReadCurves {
  const refetch = every === undefined ? {} : { refetchInterval: every };
  const part = useQuery<AnsweredCurve[], CallError>({
    queryKey: ["curves", question],
    queryFn: () => askCurves(question),
    placeholderData: keepPreviousData,
    enabled,
    ...refetch,
  });
  const all = { ...question, range: undefined };
  const whole = useQuery<AnsweredCurve[], CallError>({
    queryKey: ["curves", all],
    queryFn: () => askCurves(all),
    enabled: enabled && withWhole && question.range !== undefined,
    ...refetch,
  });
  return { curves: part.data, whole: question.range === undefined ? part.data : whole.data, error: part.error };
}
