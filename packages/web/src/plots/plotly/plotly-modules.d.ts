declare module "plotly.js-cartesian-dist-min" {
  const plotly: import("./plotly.ts").Plotly;
  export = plotly;
}

declare module "plotly.js-strict-dist-min" {
  const plotly: import("./plotly.ts").Plotly;
  export = plotly;
}
