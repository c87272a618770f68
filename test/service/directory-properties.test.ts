import { expect } from "chai";
import * as fc from "fast-check";
import { lostAnswer } from "./call-failures.js";
import { directoryOver, type Item } from "./fake-directory.js";

const ids = ["a", "b", "c", "d"] as const;
const runs = Number(process.env["MSP360_PROPERTY_RUNS"] ?? 200);

interface Step {
  readonly what: "read" | "fresh read" | "read everything" | "write" | "write without a word" | "lost write";
  readonly id: (typeof ids)[number];
  readonly after: number;
  readonly duration: number;
}

const steps = fc.array(
  fc.record<Step>({
    what: fc.constantFrom(
      "read",
      "fresh read",
      "read everything",
      "write",
      "write without a word",
      "lost write",
    ),
    id: fc.constantFrom(...ids),
    after: fc.constantFrom(0, 1, 10, 20, 90, 110, 400),
    duration: fc.constantFrom(1, 10, 19, 50, 1_500),
  }),
  { maxLength: 30 },
);

/** The values are numbers that grow with each write, so that an older one is a smaller one. */
async function live(sequence: readonly Step[], listFrom: number): Promise<void> {
  const items = { a: "0", b: "0", c: "0", d: "0" };
  const { clock, directory, write } = directoryOver({ listFrom, items });
  const finished = new Map<string, number>();
  const writing = new Map<string, Promise<unknown>>();
  const all: Promise<unknown>[] = [];
  let written = 0;
  const check = (id: string, value: string | undefined, from: number) => {
    expect(Number(value), `the value of ${id}`).to.be.at.least(from);
  };
  const least = (id: string) => finished.get(id) ?? 0;
  for (const { what, id, after, duration } of sequence) {
    await clock.pass(after);
    if (what === "read" || what === "fresh read") {
      const from = least(id);
      const reading = what === "read" ? directory.item(id) : directory.item(id, clock.now());
      all.push(
        reading.then((item) => {
          check(id, item?.value, from);
        }),
      );
    } else if (what === "read everything") {
      const from = new Map(ids.map((each) => [each as string, least(each)]));
      const reading = directory.everything();
      all.push(
        reading.then((found) => {
          expect(found).to.have.lengthOf(ids.length);
          for (const item of found) {
            check(item.id, item.value, from.get(item.id) ?? 0);
          }
        }),
      );
    } else {
      // Writes of one item follow one another, as the steps of one resource do.
      written += 1;
      const value = written;
      const failure = what === "lost write" ? lostAnswer() : undefined;
      const change = what === "write" ? (before: Item) => ({ ...before, value: String(value) }) : "untold";
      const done = (writing.get(id) ?? Promise.resolve())
        .then(() => write(id, String(value), duration, failure, change))
        .catch((error: unknown) => {
          expect(error).to.equal(failure);
        })
        .then(() => finished.set(id, value));
      writing.set(id, done);
      all.push(done);
    }
  }
  // The clock rejects when nobody is left who could answer: then someone waits for ever.
  await clock.until(Promise.all(all));
}

describe("A directory under reads and writes in any order", () => {
  for (const listFrom of [2, 100]) {
    it(`answers everyone, and never with less than a finished write, when lists serve from ${String(listFrom)} on`, () =>
      fc.assert(
        fc.asyncProperty(steps, (sequence) => live(sequence, listFrom)),
        { numRuns: runs },
      ));
  }
});
