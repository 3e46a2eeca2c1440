import { type Stop, seen } from "../stop.ts";

/** From the login page to the projects. */
export const entrance: readonly Stop[] = [
  {
    page: "login by name",
    async visit(walker) {
      await walker.open("/");
      await walker.find("input").fill("Wanda Walker");
      await walker.click(walker.button("START"));
      return walker.reads("Welcome to ClearML");
    },
  },
  {
    page: "first steps",
    async visit(walker) {
      await walker.click(walker.button("GET STARTED"));
      const seen = await walker.reads("pip install clearml", "clearml-init");
      await walker.page.keyboard.press("Escape");
      return seen;
    },
  },
  seen("dashboard", "/dashboard", [
    "RECENT PROJECTS",
    "Experiments",
    "Thermal comfort",
    "RECENT TASKS",
    "registerBestModel",
  ]),
  seen("projects", "/projects", ["All Tasks", "Walk", "4 sub projects", "Thermal comfort"]),
  {
    page: "projects within a project",
    async visit(walker) {
      await walker.click(walker.find("text=4 sub projects"));
      return walker.reads("Experiments", "Many", "Data", "Errands");
    },
  },
  {
    page: "new project",
    async visit(walker) {
      await walker.open("/projects");
      await walker.click(walker.button("NEW PROJECT"));
      await walker.find("mat-dialog-container input").fill("Made by hand");
      await walker.click(walker.button("CREATE PROJECT"));
      await walker.open("/projects");
      return walker.reads("Made by hand");
    },
  },
  {
    page: "overview of a project",
    async visit(walker) {
      await walker.open(`/projects/${walker.id("many")}/overview`);
      await walker.find("strong:text-is('one page')").waitFor();
      return walker.reads("Metric Snapshot", "More tasks than");
    },
  },
  {
    page: "workloads of a project",
    async visit(walker) {
      await walker.open(`/projects/${walker.id("experiments")}/workloads`);
      await walker.click(walker.find("mat-slide-toggle button"));
      await walker.find("canvas").waitFor();
      return walker.reads("Resource Breakdown", "Local Runs", "Project Distribution");
    },
  },
];
