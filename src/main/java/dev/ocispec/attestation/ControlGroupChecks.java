package dev.ocispec.attestation;

import dev.ocispec.spec.Linux;
import dev.ocispec.spec.LinuxMemory;
import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.LinuxPids;
import dev.ocispec.spec.LinuxResources;
import dev.ocispec.spec.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The limits on memory and processes that the sandbox sees of its own control groups. Only a
 * namespace of their own makes them the sandbox's; where the sandbox sees none there is no check.
 */
final class ControlGroupChecks {
  private static final String SECTION = "control-groups";
  private static final long PAGE = 4096;

  private final Spec spec;
  private final Observation observed;
  private final List<AttestationCheck> checks = new ArrayList<>();

  ControlGroupChecks(Spec spec, Observation observed) {
    this.spec = spec;
    this.observed = observed;
  }

  List<AttestationCheck> all() {
    spec.linux()
        .filter(linux -> ProcessChecks.has(linux, LinuxNamespaceType.CGROUP))
        .flatMap(Linux::resources)
        .ifPresent(this::resources);
    return checks;
  }

  private void resources(LinuxResources resources) {
    resources.pids().ifPresent(pids -> limit("limit-group-processes", pids));
    OptionalLong memory = resources.memory().map(LinuxMemory::limit).orElseGet(OptionalLong::empty);
    if (memory.isPresent()) {
      // The kernel holds whole pages.
      String expected = Long.toString(memory.getAsLong() / PAGE * PAGE);
      found("memory.max")
          .or(() -> found("memory.limit_in_bytes"))
          .ifPresent(
              found -> checks.add(AttestationCheck.equal("limit-group-memory", expected, found)));
    }
  }

  private void limit(String name, LinuxPids pids) {
    found("pids.max")
        .ifPresent(
            found -> checks.add(AttestationCheck.equal(name, Long.toString(pids.limit()), found)));
  }

  private Optional<String> found(String file) {
    return observed.section(SECTION).stream()
        .filter(line -> line.startsWith(file + " "))
        .map(line -> line.substring(file.length() + 1))
        .findFirst();
  }
}
