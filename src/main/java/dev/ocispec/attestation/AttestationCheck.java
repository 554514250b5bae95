package dev.ocispec.attestation;

/**
 * An invariant of the sandbox, compared with what a probe saw inside it.
 *
 * @param name the invariant, for instance {@code no-new-privileges}
 * @param holds whether it holds
 * @param expected what the specification says
 * @param found what was seen
 */
public record AttestationCheck(String name, boolean holds, String expected, String found) {
  /** A check that both texts are the same. */
  static AttestationCheck equal(String name, String expected, String found) {
    return new AttestationCheck(name, expected.equals(found), expected, found);
  }
}
