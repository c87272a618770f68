import { expect } from "chai";
import { failureOf, inScene, password } from "../host/harness/scene.js";
import { Stack } from "../engine/harness/stack.js";
import { sample } from "../support/samples.js";
import { assigned, assignment, bucket, crowd } from "./declared-objects.js";
import { diagnostics } from "./diagnostics.js";

const kind = "UserDestination";
const post = { method: "POST", path: "/api/Destinations" };

describe("Faults of the server", () => {
  it("F22: 500, 502, 503 and 504 on a read pass unnoticed when they come once", () =>
    inScene({}, async (scene) => {
      const held = await scene.create(kind, assignment);
      const other = await scene.create(kind, { ...assignment, userId: sample.jane });
      const destination = await scene.create("AccountDestination", bucket);
      const data = { userId: sample.kim, computers: "all", onDelete: "retain" };
      const reads = [
        [500, `/api/Users/${sample.charlie}`, () => scene.refresh(kind, held)],
        [502, `/api/Users/${sample.jane}`, () => scene.refresh(kind, other)],
        [503, `/api/Accounts/${sample.account}`, () => scene.refresh("AccountDestination", destination)],
        [504, `/api/Users/${sample.kim}/Computers`, () => scene.create("UserComputerData", data)],
      ] as const;
      for (const [status, path, read] of reads) {
        // In a process of its own: one that has read another user already would take the list.
        await scene.restart();
        scene.simulator.clearRequests();
        scene.simulator.faults.add({ match: { method: "GET", path }, kind: { status } });
        expect((await read())?.id).to.be.a("string");
        expect(scene.simulator.count({ path })).to.equal(2);
      }
    }));

  it("F23: 400, 404, 409, 422 and 501 are not tried again, and tell the service's words about each field", () =>
    inScene({}, async (scene) => {
      for (const status of [400, 404, 409, 422, 501]) {
        const body = {
          Message: "The request is invalid.",
          ModelState: { "model.PackageID": ["Is too large."] },
        };
        scene.simulator.clearRequests();
        scene.simulator.faults.add({ match: post, kind: { status, body } });
        const { message } = await failureOf(scene.create(kind, assignment));
        expect(message).to.include("model.PackageID: Is too large").and.include(`(HTTP ${status})`);
        expect(scene.simulator.count(post)).to.equal(1);
      }
      expect(assigned(scene.simulator)).to.deep.equal([]);
    }));

  it("F24: whatever form an error has, its message is one short line in the service's words without the password", () =>
    inScene({}, async (scene) => {
      const json = { contentType: "application/json" };
      const forms = [
        [{ html: true, status: 400 }, "Bad Gateway"],
        [{ status: 400, ...json, body: { Message: `No such package, ${password}.` } }, "No such package"],
        [{ status: 400, ...json, body: { error: "invalid", error_description: "Not valid." } }, "Not valid"],
        [{ status: 400, ...json, body: { ErrorCode: 17, ErrorMessage: "Too small." } }, "Too small"],
        [
          { status: 400, contentType: "application/xml", body: "<Error><Message>Too old</Message></Error>" },
          "Too old",
        ],
        [{ status: 400, contentType: "text/plain", body: `long\n${"word ".repeat(5_000)}` }, "long word"],
        [{ status: 400 }, "the service refused it"],
      ] as const;
      for (const [reply, words] of forms) {
        scene.simulator.faults.add({ match: post, kind: reply });
        const { message } = await failureOf(scene.create(kind, assignment));
        expect(message).to.include(words).and.include("(HTTP 400)").and.not.include(password);
        expect(message).to.not.match(/[\r\n<>]/);
        expect(message.length).to.be.below(450);
      }
    }));

  it("F25: an outage for a whole run is answered with few requests, and each resource tells one clear cause", async () => {
    const { tenant, userIds } = crowd(20);
    const stack = await Stack.open({ tenant });
    try {
      stack.simulator.faults.add({ match: { path: "/api/" }, times: "always", kind: { status: 503 } });
      stack.declare(
        ...userIds.map((userId) => ({ kind, name: userId, args: { ...assignment, userId } }) as const),
        { kind: "AccountDestination", name: "bucket", args: bucket },
      );
      const { exitCode, events } = await stack.project.up({ args: ["--continue-on-error"] });
      expect(exitCode).to.not.equal(0);
      const causes = diagnostics(events, "error").filter(({ urn }) => urn?.includes("msp360:"));
      expect(new Set(causes.map(({ urn }) => urn)).size).to.equal(21);
      for (const cause of causes) {
        expect(cause.message).to.match(/the service failed(, after \d attempts)? \(HTTP 503\)/);
      }
      expect(causes).to.have.length(21);
      expect(stack.simulator.count()).to.be.at.most(1.5 * 21);
      stack.simulator.faults.expectAllUsed();
    } finally {
      await stack.close();
    }
  });
});
