import { expect } from "chai";
import { Limiter } from "../../provider/http/limiter.js";

describe("the limiter", () => {
  it("lets no more attempts run at once than allowed, and all of them in the end", async () => {
    const limiter = new Limiter(3, undefined);
    let running = 0;
    let most = 0;
    const attempts = Array.from({ length: 20 }, () =>
      limiter.run(async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setImmediate(resolve));
        running -= 1;
      }),
    );
    await Promise.all(attempts);
    expect(most).to.equal(3);
  });

  it("gives the turn back when an attempt fails", async () => {
    const limiter = new Limiter(1, undefined);
    await limiter.run(() => Promise.reject(new Error("failed"))).catch((error: unknown) => error);
    expect(await limiter.run(() => Promise.resolve("next"))).to.equal("next");
  });

  it("starts attempts no faster than the rate, beginning at once (F20)", async () => {
    const limiter = new Limiter(16, 200);
    const starts: number[] = [];
    const attempt = () => Promise.resolve(starts.push(performance.now()));
    await Promise.all(Array.from({ length: 21 }, () => limiter.run(attempt)));
    // Twenty intervals of 5 ms; only too early would be wrong, so a slow machine does no harm.
    expect((starts[20] ?? 0) - (starts[0] ?? 0)).to.be.at.least(95);
  });
});
