package dev.ocispec.service;

import dev.ocispec.host.HostFacts;
import dev.ocispec.runtime.OciRuntime;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which promises of the sandbox hold on this machine, for the user of this process and a runtime.
 *
 * @param runtime the runtime's executable
 * @param findings one for each {@link SandboxPromise}, in their order
 */
public record SandboxHealth(Path runtime, List<PromiseFinding> findings) {
  /**
   * Copies the list.
   *
   * @param runtime the runtime's executable
   * @param findings one for each promise
   */
  public SandboxHealth {
    findings = List.copyOf(findings);
  }

  /**
   * Runs a build that tries to do harm and observes it from inside, and looks at what else builds
   * can ask for. Takes a second or two; nothing is left. What is wrong is in the answer, and not
   * thrown.
   *
   * @param runtime the runtime
   * @param address {@code oci:///folder}, where builds would be
   * @return the findings
   * @throws ServiceAddressException when the address does not name a folder of the caller
   * @throws dev.ocispec.runtime.RuntimeMissingException when the runtime can't be run
   */
  public static SandboxHealth examine(OciRuntime runtime, URI address) {
    runtime.version();
    HostFacts host = HostFacts.detect();
    List<PromiseFinding> findings =
        new ArrayList<>(new TrialVerdicts(TrialBuild.of(runtime, address, host)).findings());
    findings.addAll(OfferedByHost.tried(host).findings());
    findings.sort(Comparator.comparing(PromiseFinding::promise));
    return new SandboxHealth(runtime.executable(), findings);
  }

  /** {@return whether each promise is kept, at least in part} */
  public boolean isHealthy() {
    return findings.stream()
        .noneMatch(finding -> finding.verdict() == PromiseFinding.Verdict.NOT_KEPT);
  }
}
