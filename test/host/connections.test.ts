import { expect } from "chai";
import { ConfigurationError } from "../../provider/host/configuration-error.js";
import { connect } from "../../provider/host/connections.js";

const source = (values: Record<string, string>) => ({ get: (key: string) => values[key], environment: {} });
const credentials = { "msp360:login": "connections-test", "msp360:password": "canary-password" };

describe("Connections", () => {
  it("are shared by all resources of one configuration", async () => {
    const [one, other] = await Promise.all([
      connect(source(credentials)),
      connect(source({ ...credentials })),
    ]);
    expect(one).to.equal(other);
  });

  it("are apart for another login, password or address", async () => {
    const services = await Promise.all(
      [
        credentials,
        { ...credentials, "msp360:login": "other-login" },
        { ...credentials, "msp360:password": "other-password" },
        { ...credentials, "msp360:apiUrl": "https://example.com" },
      ].map((values) => connect(source(values))),
    );
    expect(new Set(services).size).to.equal(services.length);
  });

  it("know which login at which address they are, and not the password", async () => {
    const { connection } = await connect(source(credentials));
    expect(connection).to.equal("connections-test at https://api.mspbackups.com");
  });

  it("are refused without credentials", () => {
    expect(() => connect(source({}))).to.throw(ConfigurationError);
  });
});
