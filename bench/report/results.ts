import { operations, type Measurement } from "../measurement.js";
import type { LimitResult } from "../limits.js";
import type { Omission } from "../plan.js";
import { costTable, limitsTable, ratioTable } from "./tables.js";

/** What the page of results tells. */
export interface Results {
  /** Each stands as an item of a list at the top: the machine, the versions, what kind of run it was. */
  readonly circumstances: readonly string[];
  readonly measurements: readonly Measurement[];
  readonly limits: readonly LimitResult[];
  readonly omissions: readonly Omission[];
  /** The name of the plot's file; undefined when there is none. */
  readonly plot: string | undefined;
}

/** The page of results, in Markdown. */
export function resultsPage({ circumstances, measurements, limits, omissions, plot }: Results): string {
  const missed = limits.filter(({ verdict }) => verdict === "MISSED").length;
  const open = limits.filter(({ verdict }) => verdict === "not measured").length;
  const ratios = ratioTable(measurements);
  const sections = [
    "# What the provider costs",
    `Written by \`npm run bench\`; \`npm run bench -- --help\` says how to repeat it, or a part of it.`,
    circumstances.map((line) => `- ${line}`).join("\n"),
    "## Limits",
    `${limits.length - missed - open} kept, ${missed} missed, ${open} not measured. Calls are judged by the worst round, ` +
      "times by the median of the ratios of each round. `p` is the engine's parallelism, 4 for each core.",
    limitsTable(limits),
    ...(plot === undefined ? [] : ["## Cost against n", `![Wall time against n](${plot})`]),
    ...(ratios === "" ? [] : ["## Wall time against the floor", ratioNote, ratios]),
    ...operations.flatMap((operation) => {
      const table = costTable(measurements, operation);
      return table === "" ? [] : [`## ${titles[operation]}`, table];
    }),
    "## How to read the tables",
    howToRead,
    "## Not measured",
    omissions.length === 0
      ? "Nothing was left out."
      : omissions.map(({ what, reason }) => `- ${what}: ${reason}.`).join("\n"),
  ];
  return `${sections.join("\n\n")}\n`;
}

const titles: Readonly<Record<(typeof operations)[number], string>> = {
  create: "Create: `up` of n assignments",
  "no change": "No change: `up` again",
  refresh: "Refresh",
  change: "Change of all: `up` with another package for each assignment",
  destroy: "Destroy",
};

const ratioNote =
  "The time of a case over that of its floor in the same round: n empty resources, or one empty resource with the same map.";

const howToRead = `- Three numbers are minimum, median and maximum of the rounds; one number means that all rounds agree.
- Seconds are those of the whole command, start of the engine and of Node included. The engine runs without a preview.
- "ms" is what the simulator waits before it answers each call. The floors call nothing, so they are measured once a round.
- The simulator runs in a process of its own, but on the same cores: what it takes slows the others down.
- "no checkpoints": with \`PULUMI_SKIP_CHECKPOINTS=true PULUMI_EXPERIMENTAL=true\` the engine writes the state only at the
  end, so that a run that is killed leaves no trace of what it did. Its time then no longer grows with n².
- API calls are those without logins. Connections are those that carried at least one call.
- "host memory" is the peak of the resident memory of the dynamic-provider host, as the kernel keeps it (Linux only).
- "state" is the size of \`pulumi stack export\` as compact JSON after the creation.
- "by hand" is a resource as in the samples of Pulumi's documentation, with axios and one login in a process
  (bench/programs/hand-written.js); it looks before no write and after none. The script makes the calls of ours one after
  another (bench/programs/script.js). "The calls alone" are the same calls by Node's own HTTP client, 16 at once and with
  nothing around them (bench/programs/calls.js): about what the machine needs for them alone. The floors have the
  properties of ours and hooks that do nothing.`;
