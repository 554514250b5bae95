package dev.ocispec.service;

import dev.ocispec.bundle.Bundle;
import dev.ocispec.host.HostFacts;
import dev.ocispec.runtime.OciRuntime;
import dev.ocispec.runtime.RunOptions;
import dev.ocispec.runtime.RunResult;
import dev.ocispec.runtime.Terminal;
import dev.ocispec.sandbox.FirstProcess;
import dev.ocispec.sandbox.SandboxLayout;
import dev.ocispec.spec.Linux;
import dev.ocispec.spec.Spec;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The way into the sandbox of a build whose command has ended: runs another command with the same
 * specification, mounts and environment, on what the build left, with a private network where the
 * build had one. One command at a time.
 */
public final class SandboxEntry {
  /** The command that opens a shell. */
  public static final List<String> SHELL = List.of("/bin/sh");

  /** Where a mount brings a shell along. */
  private static final Set<String> SHELL_PLACES = Set.of("/bin/sh", "/bin");

  private final OciRuntime runtime;
  private final BuildFolder folder;
  private final Spec spec;
  private final BiConsumer<Path, Spec> derive;
  private final Supplier<HostFacts> host;

  /**
   * An entry.
   *
   * @param folder where what it needs is written
   * @param spec the build's specification
   * @param derive writes another specification for the same bundle into a folder
   * @param host who runs this, and what there is to attach a network; asked for such builds only
   */
  SandboxEntry(
      OciRuntime runtime,
      BuildFolder folder,
      Spec spec,
      BiConsumer<Path, Spec> derive,
      Supplier<HostFacts> host) {
    this.runtime = runtime;
    this.folder = folder;
    this.spec = spec;
    this.derive = derive;
    this.host = host;
  }

  /** {@return the specification of the build} */
  public Spec spec() {
    return spec;
  }

  /** {@return whether a shell was provided in the sandbox, so that {@link #SHELL} can be run} */
  public boolean hasShell() {
    return spec.mounts().stream().anyMatch(mount -> SHELL_PLACES.contains(mount.destination()));
  }

  /**
   * Runs a command.
   *
   * @param command the command and its arguments
   * @param terminal its terminal, {@link Terminal#none()} for pipes
   * @param options of the run, for instance where its streams go
   * @return how it ended, its exit code and 128 plus the number of a signal
   * @throws dev.ocispec.host.HostCommandException when a private network can't be attached
   */
  public RunResult run(List<String> command, Terminal terminal, Consumer<RunOptions> options) {
    boolean there = !terminal.equals(Terminal.none());
    String container = folder.enteredName();
    Path place = folder.entered();
    Spec.Builder entered =
        spec.toBuilder()
            .process(
                process -> process.args(FirstProcess.withCommand(spec, command)).terminal(there));
    spec.linux()
        .flatMap(Linux::cgroupsPath)
        .ifPresent(
            path -> {
              // Groups of its own, beside those of the build.
              String last = path.substring(path.lastIndexOf('/') + 1);
              entered.linux(linux -> linux.cgroupsPath(path.replace("/" + last, "/" + container)));
            });
    try {
      return attached(
          container,
          amended -> {
            derive.accept(place, amended.apply(entered.build()));
            return folder
                .runtime(runtime)
                .run(
                    container,
                    place,
                    run -> {
                      run.terminal(terminal);
                      options.accept(run);
                    });
          });
    } finally {
      folder.removeEntered();
    }
  }

  /** With a private network when the build had one, a new one each time. */
  private RunResult attached(String container, Function<UnaryOperator<Spec>, RunResult> run) {
    if (!SandboxLayout.hasPrivateNetwork(spec)) {
      return run.apply(UnaryOperator.identity());
    }
    HostFacts facts = host.get();
    Path network = folder.network(container);
    try {
      return PrivateNetwork.during(network, facts, spec, run);
    } finally {
      Bundle.remove(network, facts);
    }
  }
}
