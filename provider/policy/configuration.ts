import type { PolicyConfigSchema, ResourceValidationArgs } from "@pulumi/policy";
import { nearestName } from "../nearest-name.js";

/**
 * The configuration of a rule: the values given to the engine (`--policy-pack-config`) over those of the program. The
 * engine has checked the values against the schema, but it lets any other name pass.
 * @throws Error when a name is not in the schema: a typing mistake must not switch a rule off.
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
      throw new Error(
        `The policy has no configuration property "${name}" (${question}): correct the configuration.`,
      );
    }
  }
  return { ...program, ...configured };
}
