import type {
  EnforcementLevel,
  PolicyConfigSchema,
  PolicyResource,
  ResourceValidationPolicy,
  StackValidationPolicy,
} from "@pulumi/policy";
import { typeToken } from "../resource-type.js";
import { ruleConfiguration } from "./configuration.js";
import { declaredEntries, declaredNumber, declaredSelection, declaredText } from "./declared.js";
import { declaredObjects } from "./declared-objects.js";
import { packageViolations, type AllowedPackages } from "./rules/allowed-packages.js";
import { purgeViolations, type AllowedPurges } from "./rules/purges-need-consent.js";
import { replacementViolations } from "./rules/replacements-keep-data.js";
import { naturalKeyViolations, type ExemptResources } from "./rules/unique-natural-keys.js";

const packageSchema: PolicyConfigSchema = {
  properties: {
    allowedPackageIds: {
      type: "array",
      items: { type: "integer", minimum: 0 },
      description: "Ids of the packages that may be assigned; when left out, any may.",
    },
  },
};

/** `msp360-allowed-packages`: only allowed packages are assigned to users. */
export function allowedPackagesPolicy(
  program: AllowedPackages,
  enforcementLevel: EnforcementLevel,
): ResourceValidationPolicy {
  return {
    name: "msp360-allowed-packages",
    description: "Users are assigned allowed packages only.",
    enforcementLevel,
    configSchema: packageSchema,
    validateResource: (args, reportViolation) => {
      const configuration = ruleConfiguration(args, packageSchema, program);
      if (args.type === typeToken("UserDestination")) {
        const declared = { packageId: declaredNumber(args.props, "packageId") };
        packageViolations(declared, configuration).forEach((message) => reportViolation(message));
      }
      if (args.type === typeToken("UserDestinations")) {
        for (const { key, properties } of declaredEntries(args.props, "assignments")) {
          const declared = { packageId: declaredNumber(properties, "packageId"), key };
          packageViolations(declared, configuration).forEach((message) => reportViolation(message));
        }
      }
    },
  };
}

const purgeSchema: PolicyConfigSchema = {
  properties: {
    allowedPurges: {
      type: "array",
      items: {
        type: "object",
        properties: {
          userId: { type: "string", minLength: 1 },
          computerName: { type: "string", minLength: 1 },
          reason: { type: "string" },
        },
        required: ["userId"],
        additionalProperties: false,
      },
      description: "Purges that were consented to: of a user's data, or of one computer of a user.",
    },
  },
};

/** `msp360-purges-need-consent`: data is purged only by consent, or not while `protect` holds it. */
export function purgesNeedConsentPolicy(
  program: AllowedPurges,
  enforcementLevel: EnforcementLevel,
): ResourceValidationPolicy {
  return {
    name: "msp360-purges-need-consent",
    description: "Stored backup data is purged by consent only.",
    enforcementLevel,
    configSchema: purgeSchema,
    validateResource: (args, reportViolation) => {
      const configuration = ruleConfiguration(args, purgeSchema, program);
      const purgedBy = purgeMoment(args);
      if (purgedBy !== undefined) {
        const declared = {
          purgedBy,
          protect: args.opts.protect,
          userId: declaredText(args.props, "userId"),
          computers: declaredSelection(args.props),
        };
        purgeViolations(declared, configuration).forEach((message) => reportViolation(message));
      }
    },
  };
}

function purgeMoment({
  type,
  props,
}: Pick<PolicyResource, "type" | "props">): "creation" | "removal" | undefined {
  if (type === typeToken("UserComputerDataPurge")) {
    return "creation";
  }
  const purges = type === typeToken("UserComputerData") && declaredText(props, "onDelete") === "purge";
  return purges ? "removal" : undefined;
}

/** `msp360-replacements-keep-data`: a replacement of a `UserComputerData` never destroys it first. */
export function replacementsKeepDataPolicy(enforcementLevel: EnforcementLevel): ResourceValidationPolicy {
  return {
    name: "msp360-replacements-keep-data",
    description: "A replacement of a UserComputerData does not destroy it first.",
    enforcementLevel,
    validateResource: ({ type, opts }, reportViolation) => {
      if (type === typeToken("UserComputerData")) {
        const declared = { deleteBeforeReplace: opts.deleteBeforeReplace ?? false };
        replacementViolations(declared).forEach((message) => reportViolation(message));
      }
    },
  };
}

const naturalKeySchema: PolicyConfigSchema = {
  properties: {
    exemptResources: {
      type: "array",
      items: { type: "string", minLength: 1 },
      description: "Names or URNs of resources that the rule leaves out.",
    },
  },
};

/** `msp360-unique-natural-keys`: no two resources of a stack stand for the same object of the service. */
export function uniqueNaturalKeysPolicy(
  program: ExemptResources,
  enforcementLevel: EnforcementLevel,
): StackValidationPolicy {
  return {
    name: "msp360-unique-natural-keys",
    description: "No two resources stand for the same object of the service.",
    enforcementLevel,
    configSchema: naturalKeySchema,
    validateStack: (args, reportViolation) => {
      const configuration = ruleConfiguration(args, naturalKeySchema, program);
      for (const { urn, message } of naturalKeyViolations(
        args.resources.flatMap(declaredObjects),
        configuration,
      )) {
        reportViolation(message, urn);
      }
    },
  };
}
