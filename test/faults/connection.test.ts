import { expect } from "chai";
import { startSimulator, type Simulator } from "../../simulator/index.js";
import { failureOf } from "../host/harness/scene.js";
import { TestAuthority } from "../http/certificates.js";
import { LocalService } from "../http/local-service.js";
import { assigned, assignment } from "./declared-objects.js";
import { hostAt } from "./host-at.js";
import { TunnelProxy } from "./tunnel-proxy.js";

const kind = "UserDestination";
const outside = "https://api.example.test";

describe("Faults on the way to the service", () => {
  let authority: TestAuthority;
  let simulator: Simulator;
  let proxy: TunnelProxy;

  before(() => {
    authority = new TestAuthority();
  });
  after(() => authority.remove());

  beforeEach(async () => {
    simulator = await startSimulator({ tls: authority.issue("DNS:api.example.test", 2) });
    proxy = await TunnelProxy.start(simulator.port);
  });
  afterEach(async () => {
    await proxy.stop();
    await simulator.stop();
  });

  const create = (apiUrl: string, config = {}, environment = {}) =>
    hostAt(apiUrl, { config, environment }, (host) => host.create(kind, assignment));
  const failing = async (...parameters: Parameters<typeof create>) =>
    (await failureOf(create(...parameters))).message;
  const trusting = () => ({ "msp360:caFile": authority.caFile });
  const through = (port: number, more = {}) => ({
    HTTPS_PROXY: `http://user:proxy-canary@127.0.0.1:${port}`,
    ...more,
  });

  it("F10: a port where nobody listens refuses the connection, which is said with the address to check", async () => {
    const closed = await LocalService.start();
    const { port } = closed;
    await closed.stop();
    expect(await failing(`http://127.0.0.1:${port}`)).to.match(
      /127\.0\.0\.1:\d+ refused the connection \(ECONNREFUSED\), after 4 attempts\. Check msp360:apiUrl/,
    );
  });

  it("F10: a host name that does not exist is told as such", async () => {
    expect(await failing("https://no-such-host.invalid")).to.include(
      "the name of no-such-host.invalid was not found",
    );
  });

  it("F10: a certificate for another name is told as such, after one attempt", async () => {
    expect(await failing(`https://localhost:${simulator.port}`, trusting())).to.match(
      /the certificate is not one for localhost:\d+ \(ERR_TLS_CERT_ALTNAME_INVALID\)\. Use the name/,
    );
    expect(simulator.count()).to.equal(0);
  });

  it("F10: a certificate of an unknown authority is refused after one attempt, and msp360:caFile cures it", async () => {
    const local = await startSimulator({ tls: authority.issue("DNS:localhost", 2) });
    try {
      const message = await failing(`https://localhost:${local.port}`);
      expect(message).to.include("signed by nobody whom this machine trusts").and.include("msp360:caFile");
      expect(message).to.not.include("attempts");
      await create(`https://localhost:${local.port}`, trusting());
      expect(assigned(local)).to.have.length(1);
    } finally {
      await local.stop();
    }
  });

  it("F16: a proxy of the environment is the way to the service", async () => {
    await create(outside, trusting(), through(proxy.port));
    expect(proxy.targets).to.include("api.example.test:443");
    expect(assigned(simulator)).to.have.length(1);
  });

  it("F16: a host in NO_PROXY is not asked for at the proxy", async () => {
    const message = await failing(outside, trusting(), through(proxy.port, { NO_PROXY: ".example.test" }));
    expect(message).to.include("the name of api.example.test was not found");
    expect(proxy.targets).to.deep.equal([]);
  });

  it("F16: a proxy that is down is named without its login", async () => {
    const { port } = proxy;
    await proxy.stop();
    const message = await failing(outside, trusting(), through(port));
    proxy = await TunnelProxy.start(simulator.port);
    expect(message).to.include(`the proxy 127.0.0.1:${port} gave no connection to api.example.test`);
    expect(message).to.include("Check HTTPS_PROXY").and.not.include("proxy-canary");
  });

  it("F16: a proxy that wants a login is named without the one that it refused", async () => {
    proxy.refuseWith = 407;
    const message = await failing(outside, trusting(), through(proxy.port));
    expect(message).to.include(`the proxy 127.0.0.1:${proxy.port} wants a login (HTTP 407)`);
    expect(message).to.not.include("proxy-canary");
    expect(proxy.targets).to.have.length(1);
  });
});
