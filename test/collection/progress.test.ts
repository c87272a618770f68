import { expect } from "chai";
import { Progress } from "../../provider/collection/progress.js";
import { rejectionOf } from "../rejection.js";
import { VirtualClock } from "../service/virtual-clock.js";

function setUp(total = 4) {
  const clock = new VirtualClock();
  const begun = clock.now();
  const told: { readonly after: number; readonly message: string }[] = [];
  const log = {
    info: () => undefined,
    warning: () => undefined,
    progress: (message: string) => void told.push({ after: clock.now() - begun, message }),
  };
  const progress = new Progress("Creating 4 things", total, clock, log);
  return { clock, told, progress, reporting: progress.report() };
}

const succeeded = (result: string) => result === "done";

describe("The progress of a collection", () => {
  it("is silent for two seconds and then told with what is done, failed and left, and how fast", async () => {
    const { clock, told, progress } = setUp(100);
    await Promise.all(
      ["done", "done", "failed", "done", "done"].map((result) =>
        progress.count(Promise.resolve(result), succeeded),
      ),
    );
    await clock.pass(1_999);
    expect(told).to.deep.equal([]);
    await clock.pass(1);
    expect(told).to.deep.equal([
      { after: 2_000, message: "Creating 4 things: 4 done, 1 failed, 95 remaining, 2.5 a second." },
    ]);
  });

  it("is told at most once a second, and less and less often down to once in ten seconds", async () => {
    const { clock, told } = setUp();
    await clock.pass(120_000);
    const moments = [0, ...told.map(({ after }) => after)];
    const pauses = moments.slice(1).map((moment, index) => Math.round(moment - (moments[index] ?? 0)));
    expect(pauses.slice(0, 5)).to.deep.equal([2_000, 1_000, 1_200, 1_440, 1_728]);
    expect(pauses.slice(1)).to.deep.equal(pauses.slice(1).toSorted((one, other) => one - other));
    expect(pauses.slice(-3)).to.deep.equal([10_000, 10_000, 10_000]);
  });

  it("counts work at its end, not before", async () => {
    const { clock, told, progress } = setUp();
    void progress.count(clock.sleep(2_500), () => true);
    await clock.pass(3_000);
    expect(told.map(({ message }) => message)).to.deep.equal([
      "Creating 4 things: 0 done, 0 failed, 4 remaining, 0.0 a second.",
      "Creating 4 things: 1 done, 0 failed, 3 remaining, 0.3 a second.",
    ]);
  });

  it("hands on how the work ended", async () => {
    const { progress } = setUp();
    expect(await progress.count(Promise.resolve("failed"), succeeded)).to.equal("failed");
    const fault = new TypeError("fault");
    expect(await rejectionOf(progress.count(Promise.reject<string>(fault), succeeded))).to.equal(fault);
  });

  it("ends at once and without a report", async () => {
    const { clock, told, progress, reporting } = setUp();
    const before = clock.now();
    progress.end();
    await clock.until(reporting);
    expect(clock.now()).to.equal(before);
    await clock.pass(60_000);
    expect(told).to.deep.equal([]);
  });

  it("ends between two reports, too", async () => {
    const { clock, told, progress, reporting } = setUp();
    await clock.pass(2_500);
    progress.end();
    await clock.until(reporting);
    await clock.pass(60_000);
    expect(told).to.have.lengthOf(1);
  });

  it("is not told any more when it ends as a wait is over", async () => {
    const told: string[] = [];
    const log = {
      info: () => undefined,
      warning: () => undefined,
      progress: (text: string) => void told.push(text),
    };
    const clock = { now: () => 0, sleep: () => Promise.resolve() };
    const progress = new Progress("Creating", 1, clock, log);
    progress.end();
    await progress.report();
    expect(told).to.deep.equal([]);
  });

  it("fails with its clock", async () => {
    const fault = new TypeError("fault");
    const clock = { now: () => 0, sleep: () => Promise.reject(fault) };
    const log = { info: () => undefined, warning: () => undefined, progress: () => undefined };
    expect(await rejectionOf(new Progress("Creating", 1, clock, log).report())).to.equal(fault);
  });
});
