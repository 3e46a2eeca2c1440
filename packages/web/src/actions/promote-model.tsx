import type { JoinedModelRecord } from "@clearml-ts/protocol";
import { useState } from "preact/hooks";
import { useChange, useReply } from "../api/use-reply.ts";
import { useLanguage } from "../language/language-context.tsx";
import { Dialog } from "../looks/dialog/dialog.tsx";
import { Problem } from "../looks/problem.tsx";
import { mainMetric } from "../models/main-metric.ts";
import { isChampion, type PromotionReason, promote } from "./promotion.ts";

/** Makes a model the champion of its project; nothing where it is that already. */
export function PromoteModel({ model }: { model: JoinedModelRecord }) {
  const { texts } = useLanguage();
  const words = texts.actions;
  const [isOpen, setOpen] = useState(false);
  const { data: me } = useReply("users.get_current_user", {});
  const change = useChange(async (reason: PromotionReason) => {
    await promote(model, reason);
    setOpen(false);
  });
  if (isChampion(model)) {
    return null;
  }
  const known = mainMetric(model);
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        {words.promote}
      </button>
      {isOpen && (
        <Dialog title={words.askPromote(model.name)} onClose={() => setOpen(false)}>
          <p>{words.promotionDoes}</p>
          <form
            class="fields"
            onSubmit={(event) => {
              event.preventDefault();
              const fields = new FormData(event.currentTarget);
              const [metric, value, reason] = ["metric", "value", "reason"].map((name) => String(fields.get(name)));
              change.mutate({ metric: metric ?? "", value: Number(value), reason: reason ?? "" });
            }}
          >
            <label>
              <span>{words.metric}</span>
              <input name="metric" defaultValue={known?.metric} required />
            </label>
            <label>
              <span>{words.metricValue}</span>
              <input name="value" type="number" step="any" defaultValue={known?.value} required />
            </label>
            <label>
              <span>{words.reason}</span>
              <input name="reason" key={me?.user.name} defaultValue={words.promotedBy(me?.user.name ?? "")} required />
            </label>
            <Problem error={change.error} />
            <div class="tools end">
              <button type="submit" class="primary">
                {words.promote}
              </button>
            </div>
          </form>
        </Dialog>
      )}
    </>
  );
}
