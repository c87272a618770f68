import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createConnection, createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { sampleTenant } from "../../../simulator/index.js";
import { call } from "../api-caller.js";

const command = join(__dirname, "../../../simulator/command.js");

interface Finished {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

describe("the command msp360-simulator", () => {
  let folder: string;
  const running: Running[] = [];
  before(() => void (folder = mkdtempSync(join(tmpdir(), "msp360-simulator-"))));
  afterEach(async () => {
    for (const one of running.splice(0)) await one.kill();
  });
  after(() => rmSync(folder, { recursive: true }));

  const start = (...args: string[]): Running => {
    const started = new Running(args);
    running.push(started);
    return started;
  };

  it("explains itself", async () => {
    const { code, output } = await start("--help").finished;
    expect(code).to.equal(0);
    for (const word of ["--state", "createReplies", "/simulator/faults", "changePassword", "default 8360"]) {
      expect(output).to.include(word);
    }
  });

  it("tells its version", async () => {
    const { code, output } = await start("--version").finished;
    expect([code, /^\d+\.\d+\.\d+/.test(output)]).to.deep.equal([0, true]);
  });

  it("prints the address, the login and the variables to set, then a line for each request", async () => {
    const simulator = start("--port", "0");
    const url = await simulator.url();
    expect(simulator.output).to.include(`MSP360_API_URL=${url}`);
    expect(simulator.output)
      .to.include("MSP360_LOGIN=acme-api")
      .and.include("MSP360_PASSWORD=example-password");
    await call(url, "GET", "/api/Users");
    await simulator.until(/^GET \/api\/Users 401 [\d.]+ ms$/m);
  });

  it("prints no line for a request when it is quiet", async () => {
    const simulator = start("--port", "0", "--quiet");
    const url = await simulator.url();
    await call(url, "GET", "/api/Users");
    await simulator.kill("SIGTERM");
    expect((await simulator.finished).output).not.to.include("/api/Users");
  });

  it("takes a state file, switches and a latency", async () => {
    const file = join(folder, "state.json");
    writeFileSync(
      file,
      JSON.stringify({ ...sampleTenant(), apiLogins: [{ login: "mine", password: "secret" }] }),
    );
    const switches = ["--behaviour", "createReplies=empty", "--behaviour", "unknownId=404", "--latency", "3"];
    const simulator = start("--port", "0", "--state", file, ...switches);
    const url = await simulator.url();
    expect(simulator.output).to.include("MSP360_LOGIN=mine");
    expect((await call(url, "GET", "/simulator/behaviour")).json()).to.include({
      createReplies: "empty",
      unknownId: "404",
      latencyMilliseconds: 3,
    });
  });

  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    it(`stops at once with code 0 on ${signal}, with a connection open`, async () => {
      const simulator = start("--port", "0");
      const socket = createConnection(Number(new URL(await simulator.url()).port), "127.0.0.1");
      await once(socket, "connect");
      await simulator.kill(signal);
      expect((await simulator.finished).code).to.equal(0);
      socket.destroy();
    });
  }

  for (const [what, args, sentence] of [
    ["an unknown option", ["--prot", "1"], /Unknown option '--prot'.*--help/],
    ["a port that is none", ["--port", "many"], /--port takes a number/],
    ["a state file that is not there", ["--state", "/no/such.json"], /state file \/no\/such\.json/],
    ["an unknown switch", ["--behaviour", "x=1"], /no switch "x"/],
    ["a latency that is none", ["--latency", "long"], /"latencyMilliseconds" does not take "long"/],
  ] as const) {
    it(`ends with code 2 and one sentence for ${what}`, async () => {
      const { code, errors } = await start(...args).finished;
      expect(code).to.equal(2);
      expect(errors).to.match(sentence);
      expect(errors.trim().split("\n")).to.have.length(1);
    });
  }

  it("ends with code 2 and one sentence for a state file that is not valid", async () => {
    const file = join(folder, "wrong.json");
    writeFileSync(file, JSON.stringify({ ...sampleTenant(), users: 5 }));
    const { code, errors } = await start("--state", file).finished;
    expect(code).to.equal(2);
    expect(errors)
      .to.match(/wrong\.json.*users: /)
      .and.not.include("\n    at ");
  });

  it("ends with code 2 and one sentence when the port is in use", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    const { code, errors } = await start("--port", String(port)).finished;
    other.close();
    expect(code).to.equal(2);
    expect(errors).to.equal(
      "msp360-simulator: the port is in use: stop what listens there, or choose another with --port.\n",
    );
  });
});

/** The command as a process of its own. */
class Running {
  readonly finished: Promise<Finished>;
  output = "";
  private readonly process: ChildProcess;

  constructor(args: readonly string[]) {
    this.process = spawn(process.execPath, [command, ...args], { stdio: ["ignore", "pipe", "pipe"] });
    let errors = "";
    this.process.stdout?.on("data", (chunk: Buffer) => (this.output += chunk.toString()));
    this.process.stderr?.on("data", (chunk: Buffer) => (errors += chunk.toString()));
    this.finished = once(this.process, "close").then(([code]) => ({
      code: code as number | null,
      output: this.output,
      errors,
    }));
  }

  async url(): Promise<string> {
    const [, url = ""] = await this.until(/MSP360_API_URL=(\S+)\n[^]*--help/);
    return url;
  }

  /** Waits until the output has this; rejects when the process ends without. */
  async until(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const found = pattern.exec(this.output);
      if (found !== null) return found;
      if (this.process.exitCode !== null) throw new Error(`The command ended; its output: ${this.output}`);
      await Promise.race([once(this.process.stdout ?? this.process, "data"), this.finished]);
    }
  }

  async kill(signal: NodeJS.Signals = "SIGKILL"): Promise<void> {
    this.process.kill(signal);
    await this.finished;
  }
}
