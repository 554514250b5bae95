package dev.ocispec.service;

import dev.ocispec.report.OciException;
import java.nio.file.Path;
import java.util.List;

/** Outputs could not be brought where they are wanted; none of them is lost. */
final class OutputsNotMovedException extends OciException {
  private static final long serialVersionUID = 1L;

  private final transient List<BuildOutput> outputs;

  /** {@code outputs} are all of them, where they are now. */
  OutputsNotMovedException(Path folder, String reason, List<BuildOutput> outputs, Throwable cause) {
    super("can't move the outputs to " + folder + ": " + reason, cause);
    this.outputs = List.copyOf(outputs);
  }

  List<BuildOutput> outputs() {
    return outputs;
  }
}
