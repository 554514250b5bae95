package dev.ocispec.request;

import dev.ocispec.report.Finding;
import dev.ocispec.report.OciException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A build request breaks one or more of its rules.
 *
 * <p>{@link #findings()} has all its faults. Their pointers lead into the JSON form of the request,
 * in the order in which things were given, also when it was made by a builder; they have lines and
 * columns when it was read from text. Their rules are the ids of {@link RequestRule}.
 */
public final class InvalidBuildRequestException extends OciException {
  private static final long serialVersionUID = 1L;

  private final transient List<Finding> findings;

  InvalidBuildRequestException(List<Finding> findings) {
    super(
        "invalid build request:\n"
            + findings.stream().map(Finding::toLine).collect(Collectors.joining("\n")));
    this.findings = List.copyOf(findings);
  }

  /** {@return all that is wrong with the request; never empty} */
  public List<Finding> findings() {
    return findings;
  }
}
