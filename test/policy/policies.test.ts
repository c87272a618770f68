import { expect } from "chai";
import fs from "node:fs";
import path from "node:path";
import { msp360Policies } from "../../provider/policy/index.js";
import { ServedPack, unknownText } from "./served-pack.js";

const packages = "msp360-allowed-packages";
const purges = "msp360-purges-need-consent";
const replacements = "msp360-replacements-keep-data";
const naturalKeys = "msp360-unique-natural-keys";

const assignment = (name: string, packageId: number | string) => ({
  kind: "UserDestination",
  name,
  properties: { userId: "user-1", accountId: "acc-1", destination: "bucket", packageId },
});

const data = (properties: object, options = {}) => ({
  kind: "UserComputerData",
  name: "data",
  properties: { userId: "user-1", computers: "all", onDelete: "purge", ...properties },
  options,
});

describe("the policies", () => {
  it("refuse by default, and take a level for each rule", () => {
    const levels = (policies: ReturnType<typeof msp360Policies>) =>
      Object.fromEntries(policies.map(({ name, enforcementLevel }) => [name, enforcementLevel]));
    expect(levels(msp360Policies())).to.deep.equal({
      [packages]: "mandatory",
      [purges]: "mandatory",
      [replacements]: "mandatory",
      [naturalKeys]: "mandatory",
    });
    const chosen = msp360Policies({
      allowedPackages: { enforcementLevel: "advisory" },
      purgesNeedConsent: { enforcementLevel: "disabled" },
      replacementsKeepData: { enforcementLevel: "advisory" },
      uniqueNaturalKeys: { enforcementLevel: "disabled" },
    });
    expect(levels(chosen)).to.deep.equal({
      [packages]: "advisory",
      [purges]: "disabled",
      [replacements]: "advisory",
      [naturalKeys]: "disabled",
    });
  });

  describe("in the process that the engine starts", () => {
    let pack: ServedPack;
    let folder: string;

    before(async () => {
      // Below the compiled tests, so that the pack finds its packages as a user's pack does.
      folder = fs.mkdtempSync(path.join(__dirname, "pack-"));
      fs.writeFileSync(
        path.join(folder, "package.json"),
        JSON.stringify({ name: "pack", version: "1.0.0", main: "index.js" }),
      );
      const door = path.join(__dirname, "..", "..", "provider", "policy", "index.js");
      fs.writeFileSync(
        path.join(folder, "index.js"),
        `const { PolicyPack } = require("@pulumi/policy");
         const { msp360Policies } = require(${JSON.stringify(door)});
         new PolicyPack("pack", { policies: msp360Policies({
           allowedPackages: { allowedPackageIds: [26] },
           purgesNeedConsent: { allowedPurges: [{ userId: "user-2" }] },
         }) });`,
      );
      pack = await ServedPack.start(folder);
    });

    beforeEach(() => pack.configure({}));

    after(async () => {
      await pack.stop();
      fs.rmSync(folder, { recursive: true });
    });

    it("judge by the configuration of the program", async () => {
      expect(await pack.analyze(assignment("a", 26))).to.deep.equal([]);
      expect(await pack.analyze(assignment("a", 27))).to.have.length(1);
      expect(await pack.analyze(data({ userId: "USER-2" }))).to.deep.equal([]);
      expect(await pack.analyze(data({}))).to.have.length(1);
    });

    it("judge by the engine's configuration in the place of the program's", async () => {
      await pack.configure({
        [packages]: { allowedPackageIds: [27] },
        [purges]: { allowedPurges: [{ userId: "user-1", computerName: "PC-1" }] },
      });
      expect(await pack.analyze(assignment("a", 27))).to.deep.equal([]);
      expect(await pack.analyze(assignment("a", 26))).to.have.length(1);
      expect(await pack.analyze(data({ computers: [{ computerName: "PC-1" }] }))).to.deep.equal([]);
      expect(await pack.analyze(data({ userId: "user-2" }))).to.have.length(1);
    });

    it("list the properties that the rule has when one of the configuration resembles none", async () => {
      await pack.configure({ [packages]: { level: "high" } });
      const failure: unknown = await pack.analyze(assignment("a", 26)).catch((error: unknown) => error);
      expect(String(failure)).to.contain(
        'The rule has no configuration property "level" (it has allowedPackageIds): ',
      );
    });

    it("judge each assignment of a resource for many by itself", async () => {
      const entry = (packageId: number | string) => ({ ...assignment("a", packageId).properties });
      const assignments = { a: entry(26), b: entry(27), c: unknownText, d: entry(unknownText) };
      const many = { kind: "UserDestinations", name: "many", properties: { assignments } };
      const [violation, ...more] = await pack.analyze(many);
      expect(violation).to.contain('Package 27 limits the storage of "b"');
      expect(more).to.deep.equal([]);
      expect(await pack.analyze({ ...many, properties: { assignments: unknownText } })).to.deep.equal([]);
    });

    it("find an object of a resource for many that another resource stands for", async () => {
      const { properties } = assignment("a", 26);
      const assignments = { "key-1": { ...properties, userId: "USER-1" }, "key-2": unknownText };
      const many = { kind: "UserDestinations", name: "many", properties: { assignments } };
      const [violation, ...more] = await pack.analyzeStack([many, assignment("one", 26)]);
      expect(violation)
        .to.contain('UserDestinations "many", key "key-1"')
        .and.contain('UserDestination "one"');
      expect(more).to.deep.equal([]);
    });

    it("fail on a property of the configuration that the rule does not have", async () => {
      for (const [policy, property] of [
        [packages, "allowedPackage"],
        [purges, "allowedPurge"],
      ] as const) {
        await pack.configure({ [policy]: { [property]: [] } });
        const failure: unknown = await pack.analyze(assignment("a", 27)).catch((error: unknown) => error);
        expect(failure).to.be.an.instanceOf(Error);
        expect(String(failure)).to.match(
          new RegExp(
            `The rule has no configuration property "${property}" \\(did you mean "${property}\\w+"\\?\\): .*\\.$`,
          ),
        );
      }
    });

    it("accept a purge by removal that protect holds back, and no purge by creation that only has protect", async () => {
      expect(await pack.analyze(data({}, { protect: true }))).to.deep.equal([]);
      expect(await pack.analyze(data({ onDelete: "retain" }))).to.deep.equal([]);
      const order = { ...data({}, { protect: true }), kind: "UserComputerDataPurge" };
      expect(await pack.analyze(order)).to.have.length(1);
    });

    it("refuse deleteBeforeReplace on computer data, whatever else holds, and nowhere else", async () => {
      for (const onDelete of ["purge", "retain", unknownText]) {
        const violations = await pack.analyze(
          data({ userId: "user-2", onDelete }, { protect: true, deleteBeforeReplace: true }),
        );
        expect(violations).to.have.length(1);
        expect(violations[0]).to.match(new RegExp(`^${replacements}: `));
      }
      expect(await pack.analyze(data({ userId: "user-2" }, { deleteBeforeReplace: false }))).to.deep.equal(
        [],
      );
      expect(
        await pack.analyze({ ...assignment("a", 26), options: { deleteBeforeReplace: true } }),
      ).to.deep.equal([]);
    });

    it("hold nothing against a value that is unknown during preview", async () => {
      expect(await pack.analyze(assignment("a", unknownText))).to.deep.equal([]);
      expect(await pack.analyze(data({ userId: unknownText }))).to.deep.equal([]);
      expect(await pack.analyze(data({ onDelete: unknownText }))).to.deep.equal([]);
      expect(
        await pack.analyze(data({ computers: [{ computerName: unknownText }, unknownText] })),
      ).to.deep.equal([]);

      const unknownKeys = { userId: unknownText, accountId: unknownText, destination: unknownText };
      const twice = (kind: string, properties: Record<string, object | string>) =>
        ["a", "b"].map((name) => ({ kind, name, properties: properties as Record<string, string> }));
      expect(
        await pack.analyzeStack([
          ...twice("AccountDestination", { accountId: "acc-1", destination: unknownText }),
          ...twice("UserDestination", { ...unknownKeys, accountId: "acc-1" }),
          ...twice("UserComputerData", { userId: "user-1", computers: unknownText }),
          ...twice("UserComputerDataPurge", {
            userId: "user-1",
            computers: [{ computerName: unknownText }, { computerName: "PC", destinationId: unknownText }],
          }),
        ]),
      ).to.deep.equal([]);
    });

    it("judge what is known beside an unknown value", async () => {
      const computers = [unknownText, { computerName: unknownText }, { computerName: "PC-1" }];
      expect((await pack.analyze(data({ computers })))[0]).to.contain('computer "PC-1" of user "user-1"');
      expect(await pack.analyze(data({ computers: unknownText }))).to.have.length(1);
    });

    it("find two resources with the same natural key in a stack", async () => {
      const [violation, ...more] = await pack.analyzeStack([assignment("b", 26), assignment("a", 26)]);
      expect(violation).to.match(
        /^msp360-unique-natural-keys: UserDestination "b" .* that UserDestination "a" stands for already/,
      );
      expect(more).to.deep.equal([]);
      await pack.configure({ [naturalKeys]: { exemptResources: ["a"] } });
      expect(await pack.analyzeStack([assignment("b", 26), assignment("a", 26)])).to.deep.equal([]);
    });

    it("say nothing of other providers' resources", async () => {
      const foreign = { ...data({}, { deleteBeforeReplace: true }), kind: "../other:UserComputerData" };
      expect(await pack.analyze(foreign)).to.deep.equal([]);
      expect(await pack.analyzeStack([foreign, { ...foreign, name: "b" }])).to.deep.equal([]);
    });
  });
});
