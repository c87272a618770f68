import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "chai";
import * as errors from "../../provider/http/errors.js";
import { failureError } from "../../provider/http/failure-errors.js";
import type { FailureKind } from "../../provider/http/failure-kind.js";
import { retryAfterMilliseconds } from "../../provider/http/retry-after.js";
import { decideRetry, retryTable, type RetryCause, type Verb } from "../../provider/http/retry-decision.js";
import { operationBudgetSeconds } from "../../provider/http/settings.js";
import { statusError } from "../../provider/http/status-errors.js";
import type { Outcome } from "../../provider/http/transport.js";
import { AttemptsOver, failure, reply } from "./attempts-over.js";
import { contextOf } from "./call-context-of.js";
import { tableAfter } from "./markdown-table.js";

const manifest = require.resolve("pulumi-msp360/package.json");
const page = readFileSync(join(dirname(manifest), "docs", "reliability.md"), "utf8");

interface Row {
  readonly cause: string;
  readonly attempts: number;
  /** Longest delays in milliseconds. */
  readonly delays: readonly number[];
  readonly paid: boolean;
  readonly error: string;
  readonly effect: "none" | "unknown";
}

const delayForm = /^up to ([\d., ]+) s$/;
const outcomeForm = /^`(\w+)`, (?:(no effect)|effect unknown)$/;

/** The rows of the page by cause and verb: `timeout/read`. */
const rows = new Map<string, Row>();
for (const [causeText = "", verbText, attempts, delay = "", budget, outcome = ""] of tableAfter(
  page,
  "## Retries",
)) {
  const cause = /^`([\w-]+)`/.exec(causeText)?.[1] ?? causeText;
  const delays =
    delayForm
      .exec(delay)?.[1]
      ?.split(", ")
      .map((seconds) => Number(seconds) * 1000) ?? [];
  const [, error = "", certain] = outcomeForm.exec(outcome) ?? [];
  const row: Row = {
    ...{ cause, attempts: Number(attempts), delays, error },
    paid: budget === `${operationBudgetSeconds} s, quota`,
    effect: certain === undefined ? "unknown" : "none",
  };
  const known = budget === (delays.length === 0 ? "" : row.paid ? budget : `${operationBudgetSeconds} s`);
  const complete = error !== "" && known && (delay === "" || delays.length > 0);
  for (const verb of verbText === "both" ? ["read", "write"] : [verbText]) {
    const key = `${cause}/${verb}`;
    if (!complete || (verb !== "read" && verb !== "write") || rows.has(key)) {
      throw new Error(`The row "${causeText}", "${verbText}" cannot be read, or is there twice.`);
    }
    rows.set(key, row);
  }
}

// Typed so that the compiler misses none.
const failureKinds: Readonly<Record<FailureKind, true>> = {
  "connection-refused": true,
  "name-not-found": true,
  unreachable: true,
  "connection-reset": true,
  timeout: true,
  "cut-off": true,
  "too-large": true,
  certificate: true,
  proxy: true,
  closed: true,
  "unknown-failure": true,
};

const statuses = Array.from({ length: 300 }, (_, index) => index + 300).filter((status) => status !== 407);

const causes: readonly (readonly [cause: RetryCause, outcome: Outcome])[] = [
  ...Object.keys(failureKinds).map((kind) => [kind as FailureKind, failure(kind as FailureKind)] as const),
  ...statuses.map((status) => [`status-${status}`, reply(status, { location: "/x" })] as const),
];

/** The row for a cause: its own, or that of all other statuses of its hundred. */
function rowFor(cause: RetryCause, verb: Verb): Row | undefined {
  return rows.get(`${cause}/${verb}`) ?? rows.get(`${cause.replace(/^(status-\d)\d\d$/, "$1xx")}/${verb}`);
}

/** What the code does when every attempt ends alike. */
async function behaviourFor(cause: RetryCause, outcome: Outcome, verb: Verb): Promise<Row> {
  const over = new AttemptsOver(() => outcome);
  const conclusion = await over.run(verb);
  const context = contextOf({
    method: verb === "read" ? "GET" : "POST",
    effectIfReceived: verb === "read" ? "none" : "unknown",
  });
  const first = decideRetry({
    ...{ cause, verb, attempt: 1, elapsedMilliseconds: 0, budgetMilliseconds: operationBudgetSeconds * 1000 },
    ...{ retryAfterMilliseconds: undefined, quotaLeft: true, random: 0 },
  });
  const error =
    outcome.kind === "reply"
      ? statusError(outcome, conclusion, context)
      : failureError(outcome, conclusion, context);
  return {
    cause: rowFor(cause, verb)?.cause ?? cause,
    attempts: conclusion.attempts,
    // The clock's chance is a half.
    delays: over.clock.waits.map((wait) => wait * 2),
    paid: first.retry && first.paid,
    error: error.constructor.name,
    effect: error.effect,
  };
}

describe("The table of retries in docs/reliability.md", () => {
  for (const [key, row] of rows) {
    it(`holds what the code does: ${key}, ${row.attempts} attempt(s), then ${row.error}`, async () => {
      const [cause, verb] = key.split("/") as [string, Verb];
      const meant = causes.filter(([candidate]) => rowFor(candidate, verb)?.cause === cause);
      expect(meant).to.not.have.length(0);
      for (const [candidate, outcome] of meant) {
        expect(await behaviourFor(candidate, outcome, verb), candidate).to.deep.equal(row);
      }
      expect(Object.keys(errors)).to.include(row.error);
    });
  }

  it("has a row for every cause and both verbs, and its own for every cause that is retried", () => {
    for (const verb of ["read", "write"] as const) {
      const missing = causes.filter(([cause]) => rowFor(cause, verb) === undefined);
      expect(missing).to.deep.equal([]);
      const unnamed = Object.keys(retryTable).filter((cause) => !rows.has(`${cause}/${verb}`));
      expect(unnamed).to.deep.equal([]);
    }
  });

  it("has a proxy's 407 in the row of the proxy", async () => {
    const outcome: Outcome = { ...reply(407), fromProxy: true };
    for (const verb of ["read", "write"] as const) {
      const { cause, ...behaviour } = await behaviourFor("proxy", outcome, verb);
      expect(rowFor("proxy", verb)).to.deep.equal({ cause, ...behaviour });
    }
  });
});

describe("The table of Retry-After in docs/reliability.md", () => {
  const date = /`Date` is `([^`]+)`/.exec(page)?.[1];

  for (const [form, header = "", wait = ""] of tableAfter(page, "### Retry-After")) {
    it(`holds what the code does with ${form}`, async () => {
      const value = header === "" ? undefined : header.replaceAll("`", "");
      const expected = wait === "none" ? undefined : Number.parseInt(wait) * 1000;
      expect(retryAfterMilliseconds(value, date, 0)).to.equal(expected);

      const headers = { date: date ?? "", ...(value === undefined ? {} : { "retry-after": value }) };
      const over = new AttemptsOver((attempt) => reply(attempt === 1 ? 429 : 200, headers));
      const conclusion = await over.run("write");
      const beyond = expected !== undefined && expected > operationBudgetSeconds * 1000;
      expect(conclusion.givingUp).to.equal(beyond ? "retry-after" : undefined);
      // The clock's chance is a half, of a first delay of one second.
      expect(over.clock.waits).to.deep.equal(beyond ? [] : [(expected ?? 0) + 500]);
    });
  }
});
