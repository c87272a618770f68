import { init, type EChartsOption, type SeriesOption } from "echarts";
import { caseNames, figuresOf, type CaseName, type Measurement, type Operation } from "../measurement.js";
import { rowsOf } from "../limits.js";
import { spreadOf } from "../statistics.js";

const names: Readonly<Record<CaseName, string>> = {
  single: "ours, n resources",
  bulk: "ours, one resource",
  empty: "n empty resources",
  "empty-map": "one empty resource with the map",
  "hand-written": "by hand",
  script: "script",
  calls: "the calls alone",
};

// Ours in strong colours, the floors in grey, the others in warm ones; apart also for the colour-blind.
const colours: Readonly<Record<CaseName, string>> = {
  single: "#0072b2",
  bulk: "#009e73",
  empty: "#999999",
  "empty-map": "#555555",
  "hand-written": "#d55e00",
  script: "#e69f00",
  calls: "#cc79a7",
};

const shown: readonly Operation[] = ["create", "no change", "refresh", "destroy"];

interface Line {
  readonly case: CaseName;
  readonly name: string;
  readonly checkpoints: boolean;
  readonly points: readonly (readonly [n: number, seconds: number])[];
}

/** The lines of one operation: the median time against n, at one latency. */
export function linesOf(measurements: readonly Measurement[], operation: Operation, latency: number): Line[] {
  return caseNames.flatMap((name) =>
    [true, false].flatMap((checkpoints) => {
      const isFloor = name === "empty" || name === "empty-map";
      const points = rowsOf(measurements)
        .filter((row) => row.case === name && row.checkpoints === checkpoints)
        .filter((row) => isFloor || row.latencyMilliseconds === latency)
        .flatMap((row) => {
          const own = measurements.filter((each) => each.row === row && each.operation === operation);
          const median = spreadOf(figuresOf(own).map(({ wallSeconds }) => wallSeconds))?.median;
          return median === undefined ? [] : [[row.size, median] as const];
        })
        .sort(([one], [other]) => one - other);
      const suffix = checkpoints ? "" : ", no checkpoints";
      return points.length === 0
        ? []
        : [{ case: name, name: `${names[name]}${suffix}`, checkpoints, points }];
    }),
  );
}

const [width, height] = [1100, 860];

/** The plot of cost against n as SVG: one panel for each operation, both axes logarithmic. */
export function plotSvg(measurements: readonly Measurement[], latency: number): string {
  const panels = shown.map((operation) => linesOf(measurements, operation, latency));
  const chart = init(null, null, { renderer: "svg", ssr: true, width, height });
  chart.setOption(optionOf(panels, latency));
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}

function optionOf(panels: readonly Line[][], latency: number): EChartsOption {
  const place = (index: number) => ({ left: 70 + (index % 2) * 540, top: 110 + Math.floor(index / 2) * 330 });
  const axis = { type: "log" as const, logBase: 10, nameLocation: "middle" as const };
  return {
    backgroundColor: "#ffffff",
    animation: false,
    textStyle: { fontFamily: "sans-serif" },
    title: [
      { text: `Wall time against n, the service answering after ${latency} ms (medians)`, left: 20, top: 10 },
      ...shown.map((operation, index) => ({
        text: operation,
        left: place(index).left,
        top: place(index).top - 32,
        textStyle: { fontSize: 14 },
      })),
    ],
    legend: { bottom: 10, width: width - 80, itemWidth: 34 },
    grid: panels.map((_, index) => ({ ...place(index), width: 450, height: 240 })),
    xAxis: panels.map((_, gridIndex) => ({ ...axis, gridIndex, name: "n", nameGap: 24 })),
    yAxis: panels.map((_, gridIndex) => ({ ...axis, gridIndex, name: "seconds", nameGap: 42 })),
    series: panels.flatMap((lines, index) => lines.map((line) => seriesOf(line, index))),
  };
}

function seriesOf(line: Line, index: number): SeriesOption {
  const color = colours[line.case];
  return {
    type: "line",
    name: line.name,
    xAxisIndex: index,
    yAxisIndex: index,
    data: line.points.map(([size, seconds]) => [size, seconds]),
    symbol: line.checkpoints ? "circle" : "emptyCircle",
    symbolSize: 8,
    itemStyle: { color },
    lineStyle: { color, width: 2, type: line.checkpoints ? "solid" : "dashed" },
  };
}
