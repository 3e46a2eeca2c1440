import { type Stop, seen } from "../stop.ts";

/** Workers, queues and what is served. */
export const machines: readonly Stop[] = [
  {
    page: "workers",
    async visit(walker) {
      await walker.open("/workers-and-queues/workers");
      await walker.find("canvas").waitFor();
      return walker.reads("WORKERS UTILIZATION", "AVAILABLE WORKERS", ":0");
    },
  },
  seen("queues", "/workers-and-queues/queues", ["OVERALL TASK WAIT TIME", "default", "patient", "waiting"]),
  {
    page: "tasks of a queue",
    async visit(walker) {
      await walker.click(walker.row("patient"));
      return walker.reads("PATIENT TASK WAIT TIME", "waiting", "numbers #2");
    },
  },
  {
    page: "new queue",
    async visit(walker) {
      await walker.open("/workers-and-queues/queues");
      await walker.click(walker.button("NEW QUEUE"));
      await walker.find("input[formcontrolname=name]").fill("made by hand");
      await walker.click(walker.find("mat-dialog-container button:has-text('CREATE')"));
      await walker.row("made by hand").waitFor();
      return walker.reads("made by hand");
    },
  },
  {
    page: "move a task to another queue",
    async visit(walker) {
      await walker.click(walker.row("patient"));
      // It shows when the pointer is over the row, which the click itself cannot bring there.
      await walker.page.locator("sm-queue-info .table-row:has-text('waiting') button.menu").dispatchEvent("click");
      await walker.click(walker.find("[data-id=sortByOption]:has-text('Move to queue')"));
      await walker.find("mat-dialog-container input").click();
      await walker.click(walker.find("mat-option:has-text('made by hand')"));
      await walker.click(walker.part("EnqueueButton"));
      await walker.row("made by hand").locator(":text('waiting')").waitFor();
      return "waiting, next task of made by hand";
    },
  },
  {
    page: "take a task out of its queue",
    async visit(walker) {
      await walker.openTable(`/projects/${walker.id("experiments")}/tasks`);
      await walker.choose("waiting", "Dequeue");
      const seen = await walker.reads("Dequeue Task", "made by hand");
      await walker.click(walker.find("mat-dialog-container button:has-text('DEQUEUE')"));
      await walker.row("waiting").locator(":text('Draft')").waitFor();
      return `${seen}, Draft`;
    },
  },
  seen("model endpoints", "/endpoints/active", ["NO ACTIVE MODEL ENDPOINTS"]),
];
