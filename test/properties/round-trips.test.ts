import { expect } from "chai";
import fc from "fast-check";
import { Accounts } from "../../provider/endpoints/accounts.js";
import { Computers } from "../../provider/endpoints/computers.js";
import { Destinations } from "../../provider/endpoints/destinations.js";
import { Users } from "../../provider/endpoints/users.js";
import { MbsClient } from "../../provider/http/client.js";
import { UnsendableRequestError } from "../../provider/http/errors.js";
import { defaultConnectionSettings, type RequestFormat } from "../../provider/http/settings.js";
import { sampleTenant, startSimulator, type Simulator } from "../../simulator/index.js";
import { sample } from "../support/samples.js";
import { HurriedClock } from "./hurried-clock.js";
import { seed } from "./seed.js";
import { texts } from "./texts.js";

const formats: readonly RequestFormat[] = ["json", "xml"];
const parameters = { numRuns: 150, seed };

function required<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error("The sample tenant lacks it.");
  return value;
}

/** Runs a call; false when it was refused before it was sent, by an error that says so in one sentence. */
async function wasSent(simulator: Simulator, call: () => Promise<unknown>): Promise<boolean> {
  const before = simulator.requests.length;
  try {
    await call();
    return true;
  } catch (error) {
    if (!(error instanceof UnsendableRequestError)) throw error;
    expect(error.message).to.match(/Correct the value\.$/);
    expect(error.message).to.not.contain("\n");
    expect(simulator.requests.slice(before).filter(({ method }) => method !== "POST")).to.deep.equal([]);
    return false;
  }
}

for (const requestFormat of formats) {
  describe(`Any text, sent as ${requestFormat},`, () => {
    let simulator: Simulator;
    let client: MbsClient;

    beforeEach(async () => {
      const tenant = sampleTenant();
      tenant.users.push({ ID: "user", Email: "user", Enabled: true, DestinationList: [] });
      simulator = await startSimulator({ tenant });
      const [login, password] = ["acme-api", "example-password"];
      client = new MbsClient(
        { ...defaultConnectionSettings, apiUrl: simulator.url, login, password, requestFormat },
        { clock: new HurriedClock() },
      );
    });
    afterEach(async () => {
      client.close();
      await simulator.stop();
    });

    const account = () => required(simulator.tenant.accounts[0]);

    it("comes back as it was as bucket and display name of an account's destination", () =>
      fc.assert(
        fc.asyncProperty(texts, texts, async (destination, displayName) => {
          const accounts = new Accounts(client);
          account().Destinations = [];
          const fields = { accountId: sample.account, destination, displayName };
          if (!(await wasSent(simulator, () => accounts.addDestination(fields)))) return;
          const [entry] = (await accounts.read(sample.account))?.destinations ?? [];
          expect(entry).to.deep.include({ destination, displayName });
          const renamed = { ...fields, displayName: `${displayName}2` };
          await accounts.editDestination(entry?.destinationId ?? "", renamed);
          expect(account().Destinations).to.have.nested.property(
            "[0].DestinationDisplayName",
            renamed.displayName,
          );
          await accounts.removeDestination(entry?.destinationId ?? "", renamed);
          expect(account().Destinations).to.deep.equal([]);
        }),
        parameters,
      ));

    it("comes back as it was as bucket of a user's destination", () =>
      fc.assert(
        fc.asyncProperty(texts, async (destination) => {
          const [destinations, users] = [new Destinations(client), new Users(client)];
          account().Destinations = [{ DestinationID: "d", Destination: destination }];
          const user = required(simulator.tenant.users.find(({ ID }) => ID === "user"));
          user.DestinationList = [];
          const fields = {
            userId: "user",
            accountId: sample.account,
            destination,
            packageId: sample.packageId,
          };
          if (!(await wasSent(simulator, () => destinations.add(fields)))) return;
          const [entry] = (await users.read("user"))?.destinations ?? [];
          expect(entry).to.deep.include({ destination, packageId: sample.packageId });
          await destinations.remove(entry?.id ?? "", fields);
          expect(user.DestinationList).to.deep.equal([]);
        }),
        parameters,
      ));

    it("comes back as it was as name of a computer whose data is purged, and purges that one only", () =>
      fc.assert(
        fc.asyncProperty(texts, texts, texts, async (computerName, destinationId, other) => {
          fc.pre(other !== computerName);
          const computers = new Computers(client);
          const pairOf = (name: string) => ({
            UserID: "user",
            DestinationId: destinationId,
            ComputerName: name,
          });
          simulator.tenant.computers = [pairOf(computerName), pairOf(other)];
          const listed = (await computers.list("user")) ?? [];
          expect(listed).to.deep.equal([
            { destinationId, computerName },
            { destinationId, computerName: other },
          ]);
          if (!(await wasSent(simulator, () => computers.purge("user", [{ destinationId, computerName }]))))
            return;
          expect(simulator.tenant.computers).to.deep.equal([pairOf(other)]);
        }),
        parameters,
      ));

    it("comes back as it was as id of a user, in path and query", () =>
      fc.assert(
        fc.asyncProperty(texts, async (id) => {
          const users = new Users(client);
          const user = { ID: id, Email: "somebody", Enabled: true, DestinationList: [] };
          simulator.tenant.users = [user];
          let found: unknown;
          if (!(await wasSent(simulator, async () => (found = await users.read(id))))) return;
          expect(found).to.deep.include({ userId: id });
        }),
        parameters,
      ));
  });
}
