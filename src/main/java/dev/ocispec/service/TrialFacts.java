package dev.ocispec.service;

import dev.ocispec.attestation.Attestation;
import dev.ocispec.host.HostFacts;
import dev.ocispec.report.Finding;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What was learnt by trial.
 *
 * @param seen what was seen from inside; empty when no build came that far
 * @param failure why no build runs; empty when one did
 * @param remarks what the host did not allow
 * @param host what is known of the host
 * @param attempted the exit code of the program that tries to leave forbidden files; empty when it
 *     was not run
 * @param differing why a build ended whose output is not as promised; empty when it succeeded
 */
record TrialFacts(
    Optional<Attestation> seen,
    Optional<String> failure,
    List<Finding> remarks,
    HostFacts host,
    OptionalInt attempted,
    Optional<ReasonCode> differing) {
  TrialFacts {
    remarks = List.copyOf(remarks);
  }

  /** Nothing but why no build runs. */
  static TrialFacts failed(String why, HostFacts host) {
    return new TrialFacts(
        Optional.empty(), Optional.of(why), List.of(), host, OptionalInt.empty(), Optional.empty());
  }

  /** The first remark of a rule. */
  Optional<Finding> remark(String rule) {
    return remarks.stream().filter(remark -> remark.rule().equals(rule)).findFirst();
  }

  /** The lines of a section of what was seen. */
  List<String> lines(String section) {
    return seen.map(Attestation::observed).map(o -> o.section(section)).orElse(List.of());
  }

  /** Whether the build was in a user namespace, where not all ids are there. */
  boolean inUserNamespace() {
    return lines("uids").stream()
        .map(String::strip)
        .noneMatch(line -> line.matches("0\\s+0\\s+4294967295"));
  }
}
