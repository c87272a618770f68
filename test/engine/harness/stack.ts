import { expect } from "chai";
import type { ResourceKind } from "../../../provider/resource-type.js";
import { startSimulator, type Simulator, type SimulatorOptions } from "../../../simulator/index.js";
import { resourceSteps } from "./engine-events.js";
import type { Environment } from "./project-environment.js";
import { PulumiProject, type OperationResult, type RunOptions } from "./pulumi-project.js";

/** One resource of a program. */
export interface Declaration {
  readonly kind: ResourceKind;
  readonly name?: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** Resource options as they stand in the program, such as `{ protect: true }`. */
  readonly options?: string;
}

/** The canary that stands for the password in every test on the engine. */
export const canary = "canary-password-7f3e";

/** A stack of `pulumi-msp360` resources on the real engine, against a simulated service. */
export class Stack {
  private constructor(
    readonly simulator: Simulator,
    readonly project: PulumiProject,
  ) {}

  static async open(
    options: SimulatorOptions & { readonly env?: Environment; readonly program?: string } = {},
  ): Promise<Stack> {
    const simulator = await startSimulator(options);
    simulator.console.changePassword("acme-api", canary);
    const creation = PulumiProject.create({
      files: { "index.js": options.program ?? "" },
      env: {
        MSP360_API_URL: simulator.url,
        MSP360_LOGIN: "acme-api",
        MSP360_PASSWORD: canary,
        ...options.env,
      },
    });
    try {
      return new Stack(simulator, await creation);
    } catch (error) {
      await simulator.stop();
      throw error;
    }
  }

  /** Makes this the whole program. */
  declare(...declarations: readonly Declaration[]): void {
    const resources = declarations.map(({ kind, name = "it", args, options = "{}" }) => {
      return `new msp360.${kind}(${JSON.stringify(name)}, ${JSON.stringify(args)}, ${options});`;
    });
    this.write(resources.join("\n"));
  }

  /** Makes this text, behind the import of the package, the whole program. */
  write(program: string): void {
    this.project.replaceProgram({ "index.js": `const msp360 = require("pulumi-msp360");\n${program}\n` });
  }

  /** Runs an operation that has to succeed, and says what it did to which resource: `create it`. */
  async does(operation: "up" | "preview" | "refresh" | "destroy", options?: RunOptions): Promise<string[]> {
    const result = await this.project[operation](options);
    expect(result.exitCode, result.stdout + result.stderr).to.equal(0);
    return steps(result);
  }

  /** Runs an operation that has to fail, and returns everything it printed. */
  async fails(operation: "up" | "preview" | "refresh" | "destroy", options?: RunOptions): Promise<string> {
    const { exitCode, stdout, stderr } = await this.project[operation](options);
    expect(exitCode, stdout + stderr).to.not.equal(0);
    return stdout + stderr;
  }

  /** The one resource of a kind as it stands in the state. */
  async held(kind: ResourceKind) {
    const { deployment } = await this.project.exportState();
    return deployment.resources?.find(({ type }) => type.endsWith(`:${kind}`));
  }

  async close(): Promise<void> {
    await this.project.dispose();
    await this.simulator.stop();
  }
}

/** What an operation did, without what stayed the same: `update it`. */
export function steps({ events }: OperationResult): string[] {
  return resourceSteps(events)
    .filter(({ op }) => op !== "same")
    .map(({ op, urn }) => `${op} ${urn.split("::").at(-1) ?? ""}`);
}
