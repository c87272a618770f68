/**
 * The public door of `pulumi-msp360/policy`: rules for `pulumi preview --policy-pack` and `pulumi up --policy-pack`, to
 * be put into a policy pack. It needs the package `@pulumi/policy`.
 *
 * A policy is shown the resources that a program declares, and never one that is going to be deleted. A rule about
 * removals has to read the steps of `pulumi preview --json`, where a `delete` carries the resource's old state.
 */
import type { EnforcementLevel, Policies } from "@pulumi/policy";
import {
  allowedPackagesPolicy,
  purgesNeedConsentPolicy,
  replacementsKeepDataPolicy,
  uniqueNaturalKeysPolicy,
} from "./policies.js";
import type { AllowedPackages } from "./rules/allowed-packages.js";
import type { AllowedPurges } from "./rules/purges-need-consent.js";
import type { ExemptResources } from "./rules/unique-natural-keys.js";

export { packageViolations, type AllowedPackages, type DeclaredPackage } from "./rules/allowed-packages.js";
export {
  purgeViolations,
  type AllowedPurge,
  type AllowedPurges,
  type DeclaredPurge,
} from "./rules/purges-need-consent.js";
export { replacementViolations, type DeclaredReplacement } from "./rules/replacements-keep-data.js";
export {
  naturalKeyViolations,
  type DeclaredObject,
  type ExemptResources,
  type NaturalKeyViolation,
} from "./rules/unique-natural-keys.js";

/** How strictly a rule is enforced. */
export interface RuleEnforcement {
  /** `"mandatory"` refuses, `"advisory"` warns, `"disabled"` switches the rule off. Default `"mandatory"`. */
  readonly enforcementLevel?: EnforcementLevel;
}

/** Configuration of the rules in a program. What `--policy-pack-config` says of a property outranks it. */
export interface Msp360PolicyOptions {
  /** `msp360-allowed-packages`: a `UserDestination` has one of the allowed packages. */
  readonly allowedPackages?: AllowedPackages & RuleEnforcement;
  /**
   * `msp360-purges-need-consent`: a `UserComputerData` with `onDelete: "purge"` has `protect: true` or an entry in
   * `allowedPurges`; a `UserComputerDataPurge` has an entry.
   */
  readonly purgesNeedConsent?: AllowedPurges & RuleEnforcement;
  /** `msp360-replacements-keep-data`: a `UserComputerData` does not have `deleteBeforeReplace: true`. */
  readonly replacementsKeepData?: RuleEnforcement;
  /** `msp360-unique-natural-keys`: no two resources stand for the same object of the service. */
  readonly uniqueNaturalKeys?: ExemptResources & RuleEnforcement;
}

/**
 * The rules, as policies for one's own pack. A value that is unknown during preview is not held against a resource; it
 * is judged by `pulumi up`, before the resource is created.
 *
 * ```ts
 * new PolicyPack("backups", { policies: msp360Policies({ allowedPackages: { allowedPackageIds: [26, 31] } }) });
 * ```
 */
export function msp360Policies(options: Msp360PolicyOptions = {}): Policies {
  const { enforcementLevel: packageLevel = "mandatory", ...allowedPackages } = options.allowedPackages ?? {};
  const { enforcementLevel: purgeLevel = "mandatory", ...allowedPurges } = options.purgesNeedConsent ?? {};
  const { enforcementLevel: replacementLevel = "mandatory" } = options.replacementsKeepData ?? {};
  const { enforcementLevel: keyLevel = "mandatory", ...exemptResources } = options.uniqueNaturalKeys ?? {};
  return [
    allowedPackagesPolicy(allowedPackages, packageLevel),
    purgesNeedConsentPolicy(allowedPurges, purgeLevel),
    replacementsKeepDataPolicy(replacementLevel),
    uniqueNaturalKeysPolicy(exemptResources, keyLevel),
  ];
}
