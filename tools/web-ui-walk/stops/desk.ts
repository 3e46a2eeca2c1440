import { type Stop, seen } from "../stop.ts";

/** Reports. */
export const reports: readonly Stop[] = [
  seen("no reports yet", "/reports", ["NO REPORTS TO SHOW"]),
  {
    page: "new report",
    async visit(walker) {
      await walker.click(walker.button("NEW REPORT"));
      await walker.find("input[name=reportName]").fill("What the rates did");
      await walker.click(walker.part("Create Report"));
      return walker.reads("What the rates did");
    },
  },
  {
    page: "write in it",
    async visit(walker) {
      await walker.click(walker.button("START EDITING"));
      const editor = walker.find(".ace_editor");
      await editor.click();
      const graph = `/widgets/?type=scalar&objectType=task&objects=${walker.id("slow")}&metrics=loss&xaxis=iter`;
      await walker.page.keyboard.insertText(`## The **fast** one won

| task | loss |
|---|---|
| slow | 1 |

<iframe src="${graph}" name="loss" width="100%" height="400"></iframe>
`);
      await walker.click(walker.button("SAVE"));
      await walker.page.reload();
      await walker.find("h2 strong:text-is('fast')").waitFor();
      await walker.find("td:text-is('slow')").waitFor();
      await walker.page.frameLocator("iframe").locator(".js-plotly-plot").first().waitFor();
      return "a heading, a table, a graph of a task";
    },
  },
  seen("reports", "/reports", ["What the rates did"]),
];

/** Settings, search, and the way out. */
export const desk: readonly Stop[] = [
  {
    page: "profile",
    async visit(walker) {
      await walker.open("/settings/profile");
      await walker.reads("Wanda Walker");
      return (await walker.find("text=/WebApp: .*API: /").textContent()) ?? "";
    },
  },
  seen("preferences", "/settings/webapp-configuration", ["Show Hidden Projects", "WEB APP CLOUD ACCESS"]),
  {
    page: "new credentials",
    async visit(walker) {
      await walker.open("/settings/workspace-configuration");
      await walker.click(walker.find("text=Create new credentials"));
      const seen = await walker.reads("Access key", "api_server", "files_server");
      await walker.click(walker.part("Cross"));
      return seen;
    },
  },
  seen("credentials", "/settings/workspace-configuration", ["Key", "Last used", "Never"]),
  {
    page: "storage credentials",
    async visit(walker) {
      await walker.open("/settings/storage-credentials");
      await walker.click(walker.find("text=AWS S3 Storage"));
      return walker.reads("AWS Storage Credentials", "Region", "Add Credentials");
    },
  },
  {
    page: "search",
    async visit(walker) {
      await walker.open("/dashboard");
      await walker.click(walker.part("globalSearchButton"));
      await walker.find("mat-dialog-container input").fill("steady");
      await walker.click(walker.find("mat-dialog-container >> text=/^TASKS/"));
      const seen = await walker.reads("steady");
      await walker.page.keyboard.press("Escape");
      return seen;
    },
  },
  {
    page: "logout",
    async visit(walker) {
      await walker.open("/dashboard");
      await walker.part("Avatar").click();
      await walker.click(walker.find("text=/log ?out/i"));
      await walker.find("input[name=name], input").waitFor();
      return walker.reads("Full Name");
    },
  },
];
