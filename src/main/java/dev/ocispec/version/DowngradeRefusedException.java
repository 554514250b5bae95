package dev.ocispec.version;

import dev.ocispec.report.Finding;
import dev.ocispec.report.OciException;
import java.util.List;

/** A configuration can't be rewritten for a release without weakening the container's isolation. */
public final class DowngradeRefusedException extends OciException {
  private static final long serialVersionUID = 1L;

  private final transient List<Finding> reasons;

  DowngradeRefusedException(List<Finding> reasons) {
    super(
        "the configuration cannot be rewritten for that release:\n"
            + String.join("\n", reasons.stream().map(Finding::toLine).toList()));
    this.reasons = reasons;
  }

  /** {@return every reason for the refusal} */
  public List<Finding> reasons() {
    return reasons;
  }
}
