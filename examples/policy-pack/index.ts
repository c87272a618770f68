// A policy pack: `pulumi preview --policy-pack examples/policy-pack` judges what a program declares before anything is
// changed. It needs no credentials, so it can run on every pull request.
//
// What the rules allow is best kept in a file that reviewers own, beside the pack:
//
//   pulumi preview --policy-pack examples/policy-pack --policy-pack-config examples/policy-pack/policy-config.json
//
// A policy never sees a resource that is going to be deleted. To judge removals, read the steps with `"op": "delete"` of
// `pulumi preview --json`.
import { PolicyPack } from "@pulumi/policy";
import { msp360Policies } from "pulumi-msp360/policy";

new PolicyPack("msp360", {
  // Further policies of your own can stand beside these.
  policies: [
    ...msp360Policies({
      // Each rule refuses unless it is told to warn ("advisory") here or in the configuration.
      uniqueNaturalKeys: { enforcementLevel: "advisory" },
    }),
  ],
});
