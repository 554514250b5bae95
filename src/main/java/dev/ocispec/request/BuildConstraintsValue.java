package dev.ocispec.request;

import java.util.List;
import java.util.Optional;

/** The one implementation of {@link BuildConstraints}. */
record BuildConstraintsValue(
    Optional<String> system,
    long minMemory,
    List<String> availableReadOnlyPaths,
    boolean networkAccess,
    boolean provideBinSh)
    implements BuildConstraints {

  BuildConstraintsValue {
    availableReadOnlyPaths = List.copyOf(availableReadOnlyPaths);
  }
}
