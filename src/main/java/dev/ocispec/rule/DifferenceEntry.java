package dev.ocispec.rule;

import dev.ocispec.spec.JsonValue;
import java.util.Objects;
import java.util.Optional;

/**
 * One difference between two configurations, and what it means for isolation.
 *
 * @param weight how much it counts
 * @param pointer the JSON pointer (RFC 6901) of the place in the later document, or in the earlier
 *     one when the later has nothing there
 * @param before what the earlier document has there; empty when it has nothing
 * @param after what the later document has there; empty when it has nothing
 * @param meaning what the difference means, one line
 */
public record DifferenceEntry(
    Weight weight,
    String pointer,
    Optional<JsonValue> before,
    Optional<JsonValue> after,
    String meaning) {
  /**
   * Checks that nothing is null, and that there is something on one side.
   *
   * @param weight how much it counts
   * @param pointer the JSON pointer of the place
   * @param before what the earlier document has there; empty when it has nothing
   * @param after what the later document has there; empty when it has nothing
   * @param meaning what the difference means, one line
   * @throws IllegalArgumentException when both sides have nothing
   */
  public DifferenceEntry {
    Objects.requireNonNull(weight, "weight");
    Objects.requireNonNull(pointer, "pointer");
    Objects.requireNonNull(meaning, "meaning");
    if (before.isEmpty() && after.isEmpty()) {
      throw new IllegalArgumentException("expected a value before or after, found neither");
    }
  }

  /** {@return whether something was added, removed or changed} */
  public ChangeKind change() {
    if (before.isEmpty()) {
      return ChangeKind.ADDED;
    }
    return after.isEmpty() ? ChangeKind.REMOVED : ChangeKind.CHANGED;
  }
}
