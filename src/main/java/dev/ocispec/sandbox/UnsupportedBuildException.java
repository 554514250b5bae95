package dev.ocispec.sandbox;

import dev.ocispec.report.Finding;
import dev.ocispec.report.OciException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A sandbox can't run a request on a host, or could do so only by breaking its guarantees.
 *
 * <p>{@link #findings()} has all reasons. Their rules are ids of {@link SandboxRule}; their
 * pointers lead into the request, inputs sorted by name, and are empty where the host or the
 * sandbox's options are the reason.
 */
public final class UnsupportedBuildException extends OciException {
  private static final long serialVersionUID = 1L;

  private final transient List<Finding> findings;

  UnsupportedBuildException(List<Finding> findings) {
    super(
        "the sandbox can't run this build here:\n"
            + findings.stream().map(Finding::toLine).collect(Collectors.joining("\n")));
    this.findings = List.copyOf(findings);
  }

  /** {@return all that stands against it; never empty} */
  public List<Finding> findings() {
    return findings;
  }

  /** {@return whether the request alone is the reason, so that no host could run it} */
  public boolean isRequestAtFault() {
    return findings.stream().allMatch(f -> f.rule().equals(SandboxRule.PLACE.id()));
  }
}
