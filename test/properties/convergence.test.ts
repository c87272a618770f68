import fc from "fast-check";
import { commands, type WorldCommand } from "./commands.js";
import { regressions } from "./regressions.js";
import { seed } from "./seed.js";
import { World, type Surroundings } from "./world.js";

const surroundings: fc.Arbitrary<Surroundings> = fc.record({
  requestFormat: fc.constantFrom("json", "xml"),
  behaviour: fc.record({
    createReplies: fc.constantFrom("object", "empty", "id", "objectWithoutId"),
    unknownId: fc.constantFrom("null", "404"),
    singleReadAs: fc.constantFrom("object", "arrayOfOne"),
    failureStyle: fc.constantFrom("400", "200WithError", "200WithErrorMessage"),
    expiresIn: fc.constantFrom("number", "string", "absent"),
  }),
});

/** Runs commands in a new world, sees to what failed, and ends with a destroy. */
async function live(how: Surroundings, sequence: Iterable<WorldCommand>): Promise<void> {
  const world = await World.open(how);
  try {
    await fc.asyncModelRun(() => ({ model: {}, real: world }), sequence);
    await world.recover();
    world.program = [];
    await world.recover();
  } finally {
    await world.close();
  }
}

const runs = Number(process.env["MSP360_PROPERTY_RUNS"] ?? 300);

describe("Whatever happens to a stack", function () {
  this.timeout(180_000);

  it("an up that succeeds leaves what the program says, a failed one can be recovered, and nobody's data is purged unasked", () =>
    fc.assert(fc.asyncProperty(surroundings, commands, live), { numRuns: runs, seed }));

  for (const { rule, behaviour = {}, sequence } of regressions) {
    it(rule, () => live({ requestFormat: "json", behaviour }, sequence));
  }
});
