import type { Behaviour, FaultRequest } from "../../simulator/index.js";
import { sample } from "../support/samples.js";
import { UpCommand, type UpPlan, type WorldCommand } from "./commands.js";
import type { DeclaredResource } from "./engine-model.js";

/** A sequence that once broke a rule, as short as it could be made. */
export interface Regression {
  /** The rule, as a test's title. */
  readonly rule: string;
  /** How the service behaves, where that plays a part. */
  readonly behaviour?: Partial<Behaviour>;
  readonly sequence: readonly WorldCommand[];
}

const bucket = (name: string): DeclaredResource => ({
  name,
  kind: "AccountDestination",
  args: { accountId: sample.account, destination: "bucket-one" },
});

const assignment = (name: string): DeclaredResource => ({
  name,
  kind: "UserDestination",
  args: {
    userId: sample.charlie,
    accountId: sample.account,
    destination: sample.europe,
    packageId: sample.packageId,
  },
});

const assignments = (change: object): DeclaredResource => ({
  name: "assignments",
  kind: "UserDestinations",
  args: { assignments: { x: { ...assignment("").args, ...change } } },
});

const data = (computers: unknown): DeclaredResource => ({
  name: "data",
  kind: "UserComputerData",
  args: { userId: sample.charlie, computers, onDelete: "purge" },
});

const misspelt = data([{ computerName: "no such computer" }]);

function up(program: readonly DeclaredResource[], plan: Partial<UpPlan> = {}): WorldCommand {
  return new UpCommand({
    program,
    edits: [],
    parallel: false,
    adoptExisting: false,
    recover: false,
    faults: [],
    ...plan,
  });
}

function emptyReply(path: RegExp, skip: number): FaultRequest {
  return { match: { method: "GET", path }, skip, kind: { emptyBody: true } };
}

const inOtherBucket = { destination: sample.unitedStates };

/** What random runs found, and what they would find too rarely. */
export const regressions: readonly Regression[] = [
  {
    rule: "a bucket stays that another name in the program took over, though that up failed afterwards",
    sequence: [up([bucket("old")]), up([bucket("new"), misspelt], { adoptExisting: true })],
  },
  {
    rule: "an assignment stays that another name in the program took over, though that up was killed afterwards",
    sequence: [
      up([assignment("old")]),
      up([assignment("new"), data("all")], { adoptExisting: true, dieAfter: 2 }),
    ],
  },
  {
    rule: "an empty reply about a storage account does not make its destinations count as gone",
    sequence: [up([bucket("it")]), up([], { faults: [emptyReply(/^\/api\/Accounts\/[^/]+$/, 0)] })],
  },
  {
    rule: "an empty reply about a user does not make the assignments count as gone",
    sequence: [up([assignment("it")]), up([], { faults: [emptyReply(/^\/api\/Users\/[^/]+$/, 0)] })],
  },
  {
    rule: "an empty reply in the place of the list of computers does not make a removal forget the purge",
    sequence: [up([data("all")]), up([], { faults: [emptyReply(/\/Computers$/, 1)] })],
  },
  {
    rule: "a bucket is not forgotten that was registered just before the service had nothing to say about its account",
    behaviour: { createReplies: "objectWithoutId" },
    sequence: [up([bucket("it")], { faults: [emptyReply(/^\/api\/Accounts\/[^/]+$/, 1)] }), up([])],
  },
  {
    rule: "an assignment whose removal failed goes after a refresh, too, though another one has taken its key",
    sequence: [
      up([assignments({})]),
      up([assignments({ userId: sample.jane })], {
        faults: [{ match: { method: "DELETE" }, kind: { status: 403 } }],
      }),
    ],
  },
  {
    rule: "an entry that gets another bucket does not take along the assignment that a resource of its own took over",
    sequence: [
      up([assignments({})]),
      up([assignment("own"), assignments(inOtherBucket)], { adoptExisting: true }),
    ],
  },
  {
    rule: "an entry is not forgotten that was assigned while nobody could look whether it was",
    sequence: [
      up([assignments({})], {
        faults: [
          { match: { method: "POST", path: "/api/Destinations" }, kind: { reset: "afterEffect" } },
          { match: { method: "GET" }, skip: 1, times: "always", kind: { status: 503 } },
        ],
      }),
      up([]),
    ],
  },
  {
    rule: "an entry is not forgotten whose change was refused",
    sequence: [
      up([assignments({})]),
      up([assignments({ packageId: sample.otherPackageId })], {
        faults: [{ match: { method: "PUT" }, kind: { status: 403 } }],
      }),
      up([]),
    ],
  },
];
