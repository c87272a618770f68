import * as pulumi from "@pulumi/pulumi";

const methods = ["order", "on-delete"] as const;
const stages = ["working", "leaving", "gone"] as const;

/** What the stack says about the user who leaves. */
export interface Settings {
  /** `order`: a purge is ordered. `on-delete`: the data is declared, and purged when it is declared no more. */
  readonly method: (typeof methods)[number];
  /** Moves in this order, with a `pulumi up` for each step. */
  readonly stage: (typeof stages)[number];
  readonly waitSeconds: number;
  readonly userId: string;
  readonly accountId: string;
  readonly destination: string;
  readonly packageId: number;
}

/** How far the purge of the stored data is. The service takes up to about 24 hours from `ordered` to `completed`. */
export type PurgeState = "not ordered" | "ordered" | "completed";

/** Reads the stack's configuration; the defaults stand in Pulumi.yaml. */
export function readSettings(): Settings {
  const config = new pulumi.Config();
  return {
    method: oneOf(methods, "method", config.require("method")),
    stage: oneOf(stages, "stage", config.require("stage")),
    waitSeconds: config.requireNumber("waitSeconds"),
    userId: config.require("userId"),
    accountId: config.require("accountId"),
    destination: config.require("destination"),
    packageId: config.requireNumber("packageId"),
  };
}

function oneOf<Word extends string>(words: readonly Word[], name: string, value: string): Word {
  const word = words.find((candidate) => candidate === value);
  if (word === undefined) {
    throw new pulumi.RunError(`off-boarding:${name} is "${value}": it must be ${words.join(", then ")}.`);
  }
  return word;
}
