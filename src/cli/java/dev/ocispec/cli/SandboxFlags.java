package dev.ocispec.cli;

import dev.ocispec.features.Features;
import dev.ocispec.host.HostFacts;
import dev.ocispec.host.TreeFacts;
import dev.ocispec.host.internal.HostDetection;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.sandbox.Sandbox;
import dev.ocispec.sandbox.SandboxPlan;
import dev.ocispec.sandbox.SandboxProfile;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The options that all sandbox commands share. */
final class SandboxFlags {
  private static final String FEATURES = "features";

  private SandboxFlags() {}

  static void declare(CliCommand command) {
    declareInPlace(command);
    LimitFlags.declareForFolders(command);
    NormaliseOption.declare(command);
    command.option(
        "--features", "FILE", "Output of the runtime's features command; - reads standard input.");
  }

  /** Those that also a command has which works in a folder of the host. */
  static void declareInPlace(CliCommand command) {
    command.flag("--rootless", "Use a user namespace (default unless run as root).");
    command.flag("--rootful", "Use no user namespace; requires root.");
    command.option("--profile", "NAME", "Sandbox profile: standard (default) or tvix.");
    command.option(
        "--shell",
        "PATH",
        "Statically linked host shell for /bin/sh; default: a dash, bash or busybox of the host.");
    BuildIdsOption.declare(command);
    command.flag("--no-init", "Run the command as the container's first process.");
    LimitFlags.declare(command);
  }

  /** The sandbox that the options describe. */
  static Sandbox sandbox(CliCommand command) {
    boolean rootless = command.has("--rootless");
    boolean rootful = command.has("--rootful");
    if (rootless && rootful) {
      throw new UsageException("--rootless and --rootful are mutually exclusive");
    }
    Sandbox sandbox =
        command
                .choice("--profile", SandboxProfile.STANDARD.text(), SandboxProfile.TVIX.text())
                .equals(SandboxProfile.TVIX.text())
            ? Sandbox.tvix()
            : Sandbox.standard();
    sandbox = LimitFlags.apply(command, sandbox);
    if (rootless || rootful) {
      sandbox = sandbox.rootless(rootless);
    }
    sandbox = BuildIdsOption.apply(command, sandbox);
    if (command.has("--no-init")) {
      sandbox = sandbox.firstProcess(false);
    }
    @Nullable String shell = command.value("--shell");
    if (shell == null) {
      return sandbox;
    }
    Path path = Input.path(shell);
    if (!path.isAbsolute()) {
      throw new UsageException("--shell: expected an absolute path, found " + shell);
    }
    return sandbox.shell(path);
  }

  /** What the sandbox makes of the request on this host; remarks go to standard error. */
  static SandboxPlan plan(
      CliCommand command, Sandbox sandbox, BuildRequest request, HostFacts host) {
    SandboxPlan plan = sandbox.plan(request, host);
    plan.remarks()
        .forEach(remark -> command.streams().err().println("ocispec: " + remark.toLine()));
    return plan;
  }

  /**
   * What the sandbox is to know of the host; what could not be found out goes to standard error.
   */
  static HostFacts host(CliCommand command, Sandbox sandbox, BuildRequest request) {
    return host(command, sandbox, request, features(command));
  }

  /** The same with features that were read before. */
  static HostFacts host(
      CliCommand command, Sandbox sandbox, BuildRequest request, Optional<Features> features) {
    if (sandbox.profile() == SandboxProfile.TVIX) {
      // It asks nothing of the host but, when the command line does not say it, who runs this.
      return sandbox.rootless().isPresent()
          ? HostFacts.builder().build()
          : HostFacts.builder().uid(Caller.uid()).build();
    }
    HostFacts host = HostDetection.of(Path.of("/")).factsFor(request.hostPaths());
    host.unknown().forEach(line -> command.streams().err().println("ocispec: " + line));
    return features.map(known -> host.toBuilder().runtimeFeatures(known).build()).orElse(host);
  }

  /** The same with what overlays and root file systems take, tried in a folder. */
  static HostFacts withTrees(HostFacts host, BuildRequest request, Path folder) {
    return request.constraints().needsTrees()
        ? host.toBuilder()
            .trees(TreeFacts.of(folder, host.uid(), request.constraints().rootFs()))
            .build()
        : host;
  }

  /** What the file says that {@code --features} names, if it is given. */
  static Optional<Features> features(CliCommand command) {
    return Optional.ofNullable(command.value("--features"))
        .map(file -> (Features) Input.document(file, FEATURES, command.streams()));
  }
}
