package dev.ocispec.sandbox;

import dev.ocispec.report.Finding;
import dev.ocispec.spec.Spec;
import java.util.List;

/** What a sandbox makes of a request on a host: an immutable value. */
public interface SandboxPlan extends SandboxJacksonRefusal {
  /**
   * {@return the container's specification; {@link SandboxLayout} says what it expects in its
   * bundle}
   */
  Spec spec();

  /** {@return whom the build runs as} */
  BuildIdentity identity();

  /**
   * {@return what the host did not allow and what that means, never a reason to refuse; the
   * pointers of remarks lead into the request, their rules are ids of {@link SandboxRule}}
   */
  List<Finding> remarks();

  /** {@return how much the build may use; what its control groups can't hold is its runner's} */
  SandboxLimits limits();

  /**
   * {@return the same with another specification}
   *
   * @param other the other specification
   */
  SandboxPlan withSpec(Spec other);

  /**
   * {@return a plan that says no more than this, with {@link SandboxLimits#DEFAULT}}
   *
   * @param spec the container's specification
   * @param identity whom the build runs as
   * @param remarks what the host did not allow
   */
  static SandboxPlan of(Spec spec, BuildIdentity identity, Iterable<Finding> remarks) {
    return ImmutableSandboxPlan.builder().spec(spec).identity(identity).remarks(remarks).build();
  }
}
