package dev.ocispec.preset;

import dev.ocispec.spec.ContainerProcess;
import dev.ocispec.spec.Linux;
import dev.ocispec.spec.LinuxResources;
import dev.ocispec.spec.Spec;
import java.util.function.Consumer;

/** Edits of parts of a configuration. */
final class SpecEdits {
  private SpecEdits() {}

  /** With an edited process; a configuration without one stays as it is. */
  static Spec process(Spec spec, Consumer<ContainerProcess.Builder> edit) {
    return spec.process().isEmpty() ? spec : spec.toBuilder().process(edit).build();
  }

  /** With an edited or new {@code linux}. */
  static Spec linux(Spec spec, Consumer<Linux.Builder> edit) {
    return spec.toBuilder().linux(edit).build();
  }

  /** With edited or new {@code linux.resources}. */
  static Spec resources(Spec spec, Consumer<LinuxResources.Builder> edit) {
    return linux(spec, linux -> linux.resources(edit));
  }
}
