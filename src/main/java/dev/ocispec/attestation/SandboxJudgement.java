package dev.ocispec.attestation;

import dev.ocispec.bundle.Bundle;
import dev.ocispec.host.HostFacts;
import dev.ocispec.json.Json;
import dev.ocispec.runtime.OciRuntime;
import dev.ocispec.spec.Linux;
import dev.ocispec.spec.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Holds what a probe saw against a specification, wherever the probe ran.
 *
 * @param spec the specification
 * @param facts what is known of this host
 * @param places where the probe makes attempts
 * @param root what the container's root folder is to hold, as it was before the container
 */
record SandboxJudgement(Spec spec, HostFacts facts, ProbeScript.Places places, Set<String> root) {
  static SandboxJudgement of(Bundle bundle, HostFacts facts) {
    return new SandboxJudgement(
        bundle.spec(),
        facts,
        ProbeScript.Places.of(bundle.spec()),
        PlaceChecks.rootEntries(bundle));
  }

  Attestation of(Observation observed, OciRuntime runtime) {
    List<AttestationCheck> checks = new ArrayList<>();
    checks.addAll(new ProcessChecks(spec, observed).all());
    checks.addAll(new MachineChecks(spec, observed).all());
    checks.add(new GroupsCheck(spec, facts).of(observed));
    checks.addAll(new FirstProcessChecks(spec, observed).all());
    checks.addAll(new NetworkChecks(spec, observed).all());
    checks.addAll(new EnvironmentCheck(spec, observed).all());
    checks.addAll(new MountChecks(spec, places, observed).all());
    checks.addAll(new OverlayChecks(spec, observed).all());
    checks.addAll(new PlaceChecks(places, observed).all());
    checks.addAll(new LimitChecks(spec, observed).all());
    checks.addAll(new ControlGroupChecks(spec, observed).all());
    checks.add(PlaceChecks.root(root, observed));
    return new Attestation(
        Json.digest(withoutGroups()),
        runtime.executable(),
        checks,
        observed.without(EnvironmentCheck.SECTION));
  }

  /** Where its control groups are is made up for each build, and not kept with the bundle. */
  private Spec withoutGroups() {
    return spec.linux().isEmpty()
        ? spec
        : spec.toBuilder().linux(Linux.Builder::clearCgroupsPath).build();
  }
}
