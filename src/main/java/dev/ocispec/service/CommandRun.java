package dev.ocispec.service;

import dev.ocispec.bundle.Bundle;
import dev.ocispec.bundle.BundleAccessException;
import dev.ocispec.bundle.internal.FirstProcessChannel;
import dev.ocispec.bundle.internal.FirstProcessReport;
import dev.ocispec.runtime.CommandNotExecutableException;
import dev.ocispec.runtime.OciRuntime;
import dev.ocispec.runtime.RunOptions;
import dev.ocispec.runtime.RunResult;
import dev.ocispec.sandbox.FirstProcess;
import dev.ocispec.sandbox.SandboxLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Runs the command of a bundle in its container, below the first process if the container has one.
 *
 * @param runtime what runs it
 * @param container the container's id
 * @param bundle the bundle
 * @param heard is told what the first process reported, if it did, while the container is there
 * @param inside observes the sandbox before the command starts, where that is asked for
 */
record CommandRun(
    OciRuntime runtime,
    String container,
    Bundle bundle,
    Consumer<FirstProcessReport> heard,
    Optional<InsideObservation> inside) {
  /**
   * How the command ended, run from the folder {@code place} with the specification that is there.
   *
   * @throws CommandNotRunException when the first process could not run it, or the sandbox was
   *     found not to hold
   * @throws HostUnreachableException when the first process can't tell what it observes
   */
  RunResult run(Path place, Consumer<RunOptions> options) {
    Optional<FirstProcessChannel> channel =
        FirstProcessChannel.open(bundle, heard, inside.map(judge -> judge));
    try {
      RunResult run = runtime.run(container, place, options);
      Optional<FirstProcessReport> report = channel.flatMap(FirstProcessChannel::report);
      boolean connected = channel.filter(FirstProcessChannel::isConnected).isPresent();
      RunResult checked = inside.map(seen -> seen.checked(run, connected)).orElse(run);
      CommandEnd.notRun(command(), report)
          .ifPresent(
              outcome -> {
                throw new CommandNotRunException(outcome);
              });
      return CommandEnd.of(checked, report);
    } catch (CommandNotExecutableException e) {
      throw channel.isPresent() ? notOfTheCommand(e) : e;
    } finally {
      channel.ifPresent(FirstProcessChannel::close);
      inside.ifPresent(InsideObservation::remove);
    }
  }

  private String command() {
    return FirstProcess.command(bundle.spec()).stream().findFirst().orElse("");
  }

  /** It is our own program that the kernel does not run. */
  private RuntimeException notOfTheCommand(CommandNotExecutableException refusal) {
    return new BundleAccessException(
        "run the first process in",
        bundle.folder().resolve(SandboxLayout.INIT),
        new IOException(
            refusal.getMessage()
                + "; let the builds be in a folder whose file system is mounted without noexec, or"
                + " do without the first process (Sandbox.firstProcess(false), --no-init)",
            refusal));
  }
}
