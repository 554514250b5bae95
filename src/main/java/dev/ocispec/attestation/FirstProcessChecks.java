package dev.ocispec.attestation;

import dev.ocispec.sandbox.FirstProcess;
import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.Spec;
import java.util.ArrayList;
import java.util.List;

/** What must hold of the first process, which is the command's or the one that begins it. */
final class FirstProcessChecks {
  private final Spec spec;
  private final Observation observed;

  FirstProcessChecks(Spec spec, Observation observed) {
    this.spec = spec;
    this.observed = observed;
  }

  List<AttestationCheck> all() {
    boolean own =
        spec.linux().filter(l -> ProcessChecks.has(l, LinuxNamespaceType.PID)).isPresent();
    if (!own) {
      return List.of();
    }
    if (!FirstProcess.isIn(spec)) {
      return List.of(AttestationCheck.equal("first-process", "1", observed.field("status", "Pid")));
    }
    List<AttestationCheck> checks = new ArrayList<>();
    checks.add(
        AttestationCheck.equal(
            "first-process",
            FirstProcess.NAME + ", and the command its child",
            observed.field("first", "Name")
                + ", and the command "
                + (observed.field("status", "PPid").equals("1")
                    ? "its child"
                    : "a child of " + observed.field("status", "PPid"))));
    checks.add(
        AttestationCheck.equal(
            "orphans-reaped", "reaped", String.join(" ", observed.section("orphans"))));
    FirstProcess.processes(spec)
        .ifPresent(
            limit ->
                checks.add(
                    AttestationCheck.equal(
                        "limit-nproc",
                        limit + " " + limit,
                        ProcessChecks.limit(observed, "Max processes"))));
    return checks;
  }
}
