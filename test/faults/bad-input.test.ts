import { expect } from "chai";
import { failureOf, inScene } from "../host/harness/scene.js";
import { unknownMarkers } from "../host/unknown-markers.js";
import { sample } from "../support/samples.js";
import { declared, kinds, type SingleKind } from "./declared-resources.js";

/** Names that a bucket can have; each has to come back as it was sent. */
const odd = {
  emoji: "\u{1F4BE} backups",
  "right-to-left text": "\u0627\u0644\u0646\u0633\u062E",
  "a path upwards": "../../Users",
  "an encoded slash": "a%2Fb",
  "signs of an address": "a/b?c=d&e#f;g",
  "plus and spaces": " a + b ",
  markup: "<b>&amp;\"'</b>]]>",
  "a word of JavaScript": "__proto__",
};

/** Texts that cannot be a name. */
const wrong = {
  NUL: "a\0b",
  "a line break that would add a header": "a\r\nX-Injected: 1",
  "10 MB": "x".repeat(10_000_000),
  nothing: "",
  blanks: " \t",
};

/** Values that are no text. */
const notText = { null: null, number: 5, NaN: Number.NaN, list: ["a"], object: { a: 1 }, flag: true };

const places: readonly (readonly [SingleKind, string])[] = [
  ["AccountDestination", "accountId"],
  ["AccountDestination", "destination"],
  ["UserDestination", "userId"],
  ["UserDestination", "destination"],
  ["UserComputerData", "userId"],
  ["UserComputerDataPurge", "userId"],
];

describe("Bad input", () => {
  for (const requestFormat of ["json", "xml"] as const) {
    it(`F42: a name that is odd but possible makes the round trip exactly (${requestFormat})`, () =>
      inScene({ config: { "msp360:requestFormat": requestFormat } }, async (scene) => {
        const kind = "AccountDestination";
        const stored = () => scene.simulator.tenant.accounts[0]?.Destinations ?? [];
        for (const [what, bucket] of Object.entries(odd)) {
          const args = { accountId: sample.account, destination: bucket, displayName: bucket };
          const held = await scene.create(kind, args);
          expect(held.state, what).to.include({ destination: bucket, displayName: bucket });
          expect(stored().at(-1)).to.include({ Destination: bucket, DestinationDisplayName: bucket });
          expect((await scene.refresh(kind, held))?.state).to.deep.equal(held.state);
          expect((await scene.preview(kind, held, args)).changes).to.equal(false);
        }
      }));
  }

  it("F42: an odd name of a computer is purged by exactly that name", () =>
    inScene({}, async (scene) => {
      for (const computerName of Object.values(odd)) {
        scene.simulator.console.addComputerData({
          UserID: sample.jane,
          DestinationId: "d",
          ComputerName: computerName,
        });
        await scene.create("UserComputerDataPurge", { userId: sample.jane, computers: [{ computerName }] });
      }
      expect(scene.simulator.purged.map(({ ComputerName }) => ComputerName)).to.deep.equal(
        Object.values(odd),
      );
    }));

  it("F42: an id with signs of an address in it stays one segment of the path and writes nothing", () =>
    inScene({}, async (scene) => {
      for (const id of [...Object.values(odd), "..", "."]) {
        for (const [kind, name] of places.filter(([, place]) => place.endsWith("Id"))) {
          await failureOf(scene.create(kind, { ...declared[kind], [name]: id }));
        }
      }
      const calls = scene.simulator.requests.filter(({ operationId }) => operationId !== "login");
      const known = ["getAccount", "getUser", "listUserComputers", "listUsers", "listAccounts"];
      for (const { path, operationId } of calls) {
        expect(operationId, path).to.be.oneOf(known);
        expect(path).to.not.match(/\/\.\.?(\/|$)/);
      }
      expect(scene.writes()).to.deep.equal([]);
    }));

  it("F42: what cannot be a name or an id is refused on its property in one short sentence, and nothing is sent", () =>
    inScene({}, async (scene) => {
      for (const [what, value] of Object.entries({ ...wrong, ...notText })) {
        for (const [kind, name] of places) {
          const { failures } = await scene.host.check(kind, { ...declared[kind], [name]: value });
          expect(
            failures.map(({ property }) => property),
            `${what} in ${kind}`,
          ).to.deep.equal([name]);
          expect(failures[0]?.reason.length).to.be.below(200);
        }
        const computers = [{ computerName: value }];
        const news = { ...declared.UserComputerData, computers };
        const { failures } = await scene.host.check("UserComputerData", news);
        expect(failures.map(({ property }) => property)).to.deep.equal(["computers[0].computerName"]);
      }
      expect(scene.simulator.requests).to.deep.equal([]);
    }));

  it("F42: a packageId that is no whole number of 32 bits is refused on its property", () =>
    inScene({}, async (scene) => {
      const impossible = [null, Number.NaN, 2 ** 53 + 2, Infinity, -1, 1.5, "", "1e3", "0x10", [], true];
      for (const packageId of impossible) {
        const news = { ...declared.UserDestination, packageId };
        const { failures } = await scene.host.check("UserDestination", news);
        expect(failures.map(({ property }) => property)).to.deep.equal(["packageId"]);
      }
    }));

  it("F42: a packageId of minus nought is nought, and no difference", () =>
    inScene({}, async (scene) => {
      const { inputs } = await scene.host.check("UserDestination", {
        ...declared.UserDestination,
        packageId: -0,
      });
      const held = { id: "x", inputs, state: { ...declared.UserDestination, packageId: 0 } };
      expect((await scene.preview("UserDestination", held, inputs)).changes).to.equal(false);
    }));

  for (const kind of kinds) {
    it(`F44: each property of ${kind} in turn may be unknown in a preview: no failure, a change, no request`, () =>
      inScene({}, async (scene) => {
        const held = await scene.create(kind, declared[kind]);
        scene.simulator.clearRequests();
        for (const name of Object.keys(declared[kind])) {
          for (const marker of Object.values(unknownMarkers)) {
            const news = { ...declared[kind], [name]: marker };
            expect((await scene.preview(kind, held, news)).changes, `${name} ${marker}`).to.equal(true);
            expect((await scene.host.check(kind, news)).failures).to.deep.equal([]);
          }
        }
        expect(scene.simulator.requests).to.deep.equal([]);
      }));
  }
});
