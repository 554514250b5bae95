package dev.ocispec.cdi;

import dev.ocispec.cdispec.CdiSpec;
import dev.ocispec.cdispec.ContainerEdits;
import dev.ocispec.spec.JsonValue;
import java.util.Optional;

/**
 * The specification spells the groups {@code additionalGids} in its text and {@code additionalGIDs}
 * in its example; engines take both.
 */
final class SpelledGroups {
  private static final String OTHER = "additionalGIDs";

  private SpelledGroups() {}

  /**
   * The same file in the spelling of the text.
   *
   * @throws dev.ocispec.report.InvalidDocumentException when the groups are no numbers
   */
  static CdiSpec usual(CdiSpec spec) {
    CdiSpec.Builder result = spec.toBuilder();
    spec.containerEdits().ifPresent(edits -> result.containerEdits(usual(edits)));
    return result
        .devices(
            spec.devices().stream()
                .map(
                    device ->
                        device.containerEdits().isEmpty()
                            ? device
                            : device.toBuilder()
                                .containerEdits(usual(device.containerEdits().get()))
                                .build())
                .toList())
        .build();
  }

  private static ContainerEdits usual(ContainerEdits edits) {
    Optional<JsonValue> other = edits.residue().member(OTHER);
    return other.isEmpty() || !edits.additionalGids().isEmpty()
        ? edits
        : edits.toBuilder().removeUnknownMember(OTHER).set("/additionalGids", other.get()).build();
  }
}
