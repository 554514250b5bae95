package dev.ocispec.runtime;

import dev.ocispec.features.Features;
import dev.ocispec.host.CgroupMode;
import dev.ocispec.host.HostFacts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a runtime can do on this machine for the user of this process, what it can't, and the
 * remedy.
 *
 * @param executable the runtime
 * @param version what it says that it is; empty when it can't be run
 * @param features what it says that it can do; empty when it has no such verb
 * @param cgroupMode how control groups are arranged here
 * @param checks all that was looked at, always in the same order
 */
public record RuntimeHealth(
    Path executable,
    Optional<RuntimeVersion> version,
    Optional<Features> features,
    CgroupMode cgroupMode,
    List<HealthCheck> checks) {

  /**
   * Copies the list.
   *
   * @param executable the runtime
   * @param version what it says that it is; empty when it can't be run
   * @param features what it says that it can do; empty when it has no such verb
   * @param cgroupMode how control groups are arranged here
   * @param checks all that was looked at, always in the same order
   */
  public RuntimeHealth {
    checks = List.copyOf(checks);
  }

  /**
   * Asks the runtime, looks at the machine, and where there is a static shell runs a container with
   * it, which is gone afterwards. Takes a second or so. What is wrong is in the answer, and not
   * thrown.
   *
   * @param runtime the runtime
   * @return its health
   */
  public static RuntimeHealth examine(OciRuntime runtime) {
    HostFacts host = HostFacts.detect();
    RuntimeInterview interview = RuntimeInterview.of(runtime);
    List<HealthCheck> checks = new ArrayList<>(interview.checks());
    checks.addAll(HostChecks.of(host, runtime.hasRoot()));
    if (interview.version().isPresent()) {
      checks.add(TrialContainer.check(runtime, host));
    }
    return new RuntimeHealth(
        runtime.executable(), interview.version(), interview.features(), host.cgroupMode(), checks);
  }

  /** {@return whether no check failed; some may be limited} */
  public boolean isHealthy() {
    return checks.stream().noneMatch(check -> check.result() == HealthCheck.Result.FAILS);
  }
}
