import type { PolicyConfigSchema, ResourceValidationArgs } from "@pulumi/policy";
import { Msp360Error } from "../msp360-error.js";
import { nearestName } from "../nearest-name.js";

/** The policy pack's configuration is wrong. */
export class PolicyConfigurationError extends Msp360Error {
  constructor(message: string) {
    super(message);
    // The engine prints it, and where it was thrown tells the author of a configuration nothing.
    this.stack = message;
  }
}

/**
 * The configuration of a rule: the values given to the engine (`--policy-pack-config`) over those of the program. The
 * engine has checked the values against the schema, but it lets any other name pass.
 * @throws PolicyConfigurationError when a name is not in the schema: a typing mistake must not switch a rule off.
 */
export function ruleConfiguration<Configuration extends object>(
  source: Pick<ResourceValidationArgs, "getConfig">,
  schema: PolicyConfigSchema,
  program: Configuration,
): Configuration {
  const configured = source.getConfig<Configuration>();
  const names = Object.keys(schema.properties);
  for (const name of Object.keys(configured)) {
    if (!names.includes(name)) {
      const nearest = nearestName(name, names);
      const question = nearest === undefined ? `it has ${names.join(", ")}` : `did you mean "${nearest}"?`;
      throw new PolicyConfigurationError(
        `The rule has no configuration property "${name}" (${question}): correct the policy pack's configuration.`,
      );
    }
  }
  return { ...program, ...configured };
}
