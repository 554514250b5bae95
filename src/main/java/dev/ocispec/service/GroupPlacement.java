package dev.ocispec.service;

import dev.ocispec.bundle.Bundle;
import dev.ocispec.host.HostFacts;
import dev.ocispec.json.Json;
import dev.ocispec.runtime.OciRuntime;
import dev.ocispec.sandbox.SandboxPlan;
import dev.ocispec.spec.Linux;
import dev.ocispec.spec.Spec;

/**
 * Where the control groups of a build are: a container's own below one that is named after the
 * build. The runtime removes the former at the container's end; what the latter counted can still
 * be read then.
 */
final class GroupPlacement {
  private GroupPlacement() {}

  /**
   * The specification with such groups, where the host lets the caller make them and it does not
   * say where they are.
   */
  static Spec of(SandboxPlan plan, HostFacts host, OciRuntime runtime, String name) {
    Spec spec = plan.spec();
    // Names that systemd is to make groups by have another form, and it cleans up by itself.
    if (runtime.usesSystemdCgroup()
        || host.cgroupControllers().isEmpty()
        || host.uid() != 0 && host.cgroupParent().isEmpty()
        || spec.linux().flatMap(Linux::cgroupsPath).isPresent()) {
      return spec;
    }
    String parent = host.cgroupParent().orElse("");
    // The same name twice: groups are found, ended and removed by the container's name.
    return spec.toBuilder()
        .linux(linux -> linux.cgroupsPath(parent + "/" + name + "/" + name))
        .build();
  }

  /**
   * Takes such groups out of a bundle that is kept: whoever runs it later would not know of the
   * group above the container's, and leave it.
   */
  static void forget(Bundle bundle, String name) {
    boolean placed =
        bundle
            .spec()
            .linux()
            .flatMap(Linux::cgroupsPath)
            .filter(path -> path.endsWith("/" + name + "/" + name))
            .isPresent();
    if (placed) {
      Json.write(
          bundle.spec().toBuilder().linux(Linux.Builder::clearCgroupsPath).build(),
          bundle.folder().resolve(Bundle.CONFIG));
    }
  }
}
