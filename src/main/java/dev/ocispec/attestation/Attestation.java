package dev.ocispec.attestation;

import java.nio.file.Path;
import java.util.List;

/**
 * What a probe saw inside a container that differs from the build's only in its command, and what
 * it was held against.
 *
 * @param specDigest the digest of the build's specification as it is kept, {@code sha256:…} of its
 *     canonical form: without {@code linux.cgroupsPath}, which is made up for each build
 * @param runtime the runtime's executable
 * @param checks one for each invariant
 * @param observed what the probe saw
 */
public record Attestation(
    String specDigest, Path runtime, List<AttestationCheck> checks, Observation observed) {
  /**
   * Copies the list.
   *
   * @param specDigest the digest of the build's specification as it is kept, {@code sha256:…} of
   *     its canonical form: without {@code linux.cgroupsPath}, which is made up for each build
   * @param runtime the runtime's executable
   * @param checks one for each invariant
   * @param observed what the probe saw
   */
  public Attestation {
    checks = List.copyOf(checks);
  }

  /** {@return whether every invariant holds} */
  public boolean holds() {
    return checks.stream().allMatch(AttestationCheck::holds);
  }

  /** {@return the invariants that do not hold} */
  public List<AttestationCheck> broken() {
    return checks.stream().filter(check -> !check.holds()).toList();
  }
}
