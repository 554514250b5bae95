package dev.ocispec.service;

import dev.ocispec.host.HostCommandException;
import dev.ocispec.host.internal.HostCommand;
import dev.ocispec.report.Finding;
import dev.ocispec.report.Level;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.runtime.OciRuntime;
import dev.ocispec.sandbox.SandboxRule;
import dev.ocispec.spec.Linux;
import dev.ocispec.spec.LinuxPersonality;
import dev.ocispec.spec.LinuxPersonalityDomain;
import dev.ocispec.spec.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Starts runtimes with the personality that a build is to have, which its processes inherit: runc
 * before 1.2 ignores {@code linux.personality}, and no runtime turns off the randomisation of
 * addresses.
 */
final class HostLauncher {
  private static final String PROGRAM = "setarch";

  private HostLauncher() {}

  /**
   * The runtime, started so that the build sees what its specification and request say.
   *
   * @param remarks hears why that is not possible; the runtime is then started as it is
   */
  static OciRuntime of(
      OciRuntime runtime, Spec spec, BuildRequest request, Consumer<Finding> remarks) {
    boolean smaller =
        spec.linux()
            .flatMap(Linux::personality)
            .flatMap(LinuxPersonality::domain)
            .equals(Optional.of(LinuxPersonalityDomain.LINUX32));
    boolean fixedAddresses = request.normalise().isPresent();
    if (!smaller && !fixedAddresses) {
      return runtime;
    }
    List<String> launcher = new ArrayList<>(List.of(PROGRAM, smaller ? "linux32" : "linux64"));
    if (fixedAddresses) {
      launcher.add("--addr-no-randomize");
    }
    List<String> attempt = new ArrayList<>(launcher);
    attempt.add("true");
    try {
      HostCommand.run(attempt);
    } catch (HostCommandException e) {
      remarks.accept(
          Finding.of(
              SandboxRule.SYSTEM.id(),
              Level.SHOULD,
              smaller ? "/constraints/system" : "/normalise",
              "the runtime can't be started by "
                  + String.join(" ", launcher)
                  + ", so "
                  + (smaller ? "the build may see the host's processor" : "")
                  + (smaller && fixedAddresses ? " and " : "")
                  + (fixedAddresses ? "addresses in its memory differ each time" : "")
                  + ": "
                  + e.getMessage()));
      return runtime;
    }
    return runtime.withLauncher(launcher.toArray(String[]::new));
  }
}
