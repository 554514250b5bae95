package dev.ocispec.sandbox;

import dev.ocispec.report.Finding;
import dev.ocispec.spec.Spec;
import java.util.List;

/**
 * What a sandbox makes of a request on a host.
 *
 * @param spec the container's specification; {@link SandboxLayout} says what it expects in its
 *     bundle
 * @param identity whom the build runs as
 * @param remarks what the host did not allow and what that means, never a reason to refuse; the
 *     pointers of remarks lead into the request, their rules are ids of {@link SandboxRule}
 */
public record SandboxPlan(Spec spec, BuildIdentity identity, List<Finding> remarks) {
  /**
   * Copies the list.
   *
   * @param spec the container's specification; {@link SandboxLayout} says what it expects in its
   *     bundle
   * @param identity whom the build runs as
   * @param remarks what the host did not allow and what that means, never a reason to refuse; the
   *     pointers of remarks lead into the request, their rules are ids of {@link SandboxRule}
   */
  public SandboxPlan {
    remarks = List.copyOf(remarks);
  }
}
