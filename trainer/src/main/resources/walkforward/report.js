"use strict";
const run = JSON.parse(document.getElementById("run").textContent);
const ink = getComputedStyle(document.body).color;
const chart = id => {
  const made = echarts.init(document.getElementById(id), null, { renderer: "svg" });
  addEventListener("resize", () => made.resize());
  return made;
};
const percent = value => (100 * value).toFixed(2) + " %";
const base = { animation: false, textStyle: { color: ink }, tooltip: { trigger: "axis" }, legend: { textStyle: { color: ink } } };

// one polygon: this release of the library stacks negative and positive values apart
const band = rows => ({
  name: "outer quantiles", type: "custom", data: rows, encode: { x: 0, y: [1, 2] }, itemStyle: { color: "#5470c6" }, z: 1,
  renderItem: (params, api) => params.dataIndex > 0 ? undefined : {
    type: "polygon",
    shape: { points: [...rows.map(([i, , high]) => api.coord([i, high])), ...rows.map(([i, low]) => api.coord([i, low])).reverse()] },
    style: { fill: "#5470c6", opacity: .2 },
  },
});

const fan = chart("fan");
const choice = document.getElementById("fold");
run.fans.forEach((points, fold) => choice.add(new Option(String(fold + 1), String(fold))));
const draw = () => {
  const points = run.fans[Number(choice.value)];
  const last = run.quantiles.length - 1;
  const at = points.map(point => new Date(point.atMillis).toISOString().slice(0, 16) + "Z");
  const line = (name, values, more) => ({ name, type: "line", symbol: "none", data: values, ...more });
  fan.setOption({
    ...base,
    tooltip: { trigger: "axis", valueFormatter: percent },
    xAxis: { type: "category", data: at },
    yAxis: { type: "value", axisLabel: { formatter: percent } },
    series: [
      band(points.map((p, i) => [i, p.quantiles[0], p.quantiles[last]])),
      line("median", points.map(p => p.quantiles[run.quantiles.indexOf(0.5)]), { lineStyle: { width: 2 } }),
      line("came", points.map(p => p.actual), { lineStyle: { width: 1, type: "dashed" } }),
    ],
  }, true);
};
choice.value = String(run.fans.length - 1);
choice.addEventListener("change", draw);
draw();

chart("calibration").setOption({
  ...base,
  xAxis: { type: "value", min: 0, max: 1, name: "quantile" },
  yAxis: { type: "value", min: 0, max: 1, name: "share below" },
  series: [
    { name: "perfect", type: "line", symbol: "none", data: [[0, 0], [1, 1]], lineStyle: { type: "dashed" } },
    ...run.calibration.map(one => ({ name: one.learner, type: "line", data: one.below.map((share, i) => [run.quantiles[i], share]) })),
  ],
});

const inputs = Object.entries(run.importance).sort((one, other) => one[1] - other[1]);
chart("importance").setOption({
  ...base,
  grid: { left: 170 },
  tooltip: { trigger: "axis", valueFormatter: percent },
  xAxis: { type: "value", axisLabel: { formatter: percent } },
  yAxis: { type: "category", data: inputs.map(one => one[0]) },
  series: [{ type: "bar", data: inputs.map(one => one[1]) }],
});
