package dev.ocispec.cli;

import dev.ocispec.host.HostFacts;
import dev.ocispec.host.internal.ChildUsage;
import dev.ocispec.host.internal.HostDetection;
import dev.ocispec.runtime.CallInterruptedException;
import dev.ocispec.sandbox.InPlaceCommand;
import dev.ocispec.sandbox.SandboxProfile;
import dev.ocispec.service.BuildUsage;
import dev.ocispec.service.InPlaceOptions;
import dev.ocispec.service.InPlaceResult;
import dev.ocispec.service.InPlaceRunner;
import dev.ocispec.service.ReasonCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs a command in a folder of the host, in the place of this process. */
final class SandboxExecCommand extends CliCommand {
  /** This command failed, not the one that it was to run. */
  static final int OWN_FAILURE = 125;

  private static final int NOT_EXECUTABLE = 126;
  private static final int NOT_FOUND = 127;

  /** As of a command that is killed by SIGPIPE, and by SIGALRM, which is Bazel's for timeouts. */
  private static final int UNREAD = 128 + 13;

  private static final int TIMED_OUT = 128 + 14;

  SandboxExecCommand(Streams streams) {
    super(
        "exec",
        "Run a command in the current directory, isolated from the rest of the host; exits with its"
            + " exit code, 128 + n for signal n, 125 when it could not be run.",
        streams);
    ExecCommandLine.declare(this);
    ExecStreams.declare(this);
    option("--timeout", "DURATION", "Time limit (-T); default: none.");
    option("--kill-delay", "DURATION", "From SIGTERM to SIGKILL when time is up (-t).");
    option("--stats", "FILE", "File for what was used: protocol buffers, or JSON if .json (-S).");
    option("--debug-log", "FILE", "File for remarks and the result; - is standard error (-D).");
    flag("--attest", "First verify the sandbox's isolation with a probe inside it.");
    option("--builds", "DIR", "Directory for running builds; default: one per user in /var/tmp.");
    SandboxFlags.declareInPlace(this);
    RuntimeOptions.declareRuntime(this);
    parameters("COMMAND", "0..*", "Command and arguments, after --.");
  }

  @Override
  int failureCode(int code) {
    return OWN_FAILURE;
  }

  @Override
  public Integer call() {
    if (value("--profile", SandboxProfile.STANDARD.text()).equals(SandboxProfile.TVIX.text())) {
      throw new UsageException("--profile: expected standard, found tvix");
    }
    EarlySockets.begin();
    InPlaceCommand command = new ExecCommandLine(this, RawEnvironment.variables()).command();
    ExecStreams streams = new ExecStreams(this);
    ExecLog log = ExecLog.of(this);
    Optional<ChildUsage> before = ChildUsage.now();
    try {
      InPlaceResult result =
          InPlaceRunner.run(
              BuildsFolder.address(value("--builds")),
              command,
              options -> options(options, streams, log));
      statistics(before, result);
      log.result(result);
      return code(result);
    } catch (CallInterruptedException e) {
      Thread.interrupted(); // It was the listener of a stream that nobody reads.
      if (streams.isUnread()) {
        return UNREAD;
      }
      throw e;
    }
  }

  private void options(InPlaceOptions options, ExecStreams streams, ExecLog log) {
    options
        .sandbox(SandboxFlags.sandbox(this))
        .facts(this::facts)
        .attest(has("--attest"))
        .remarks(log::remark);
    streams.connect(options);
    @Nullable String runtime = value("--runtime");
    if (runtime != null) {
      options.runtime(RuntimeOptions.named(runtime));
    }
    @Nullable String timeout = value("--timeout");
    if (timeout != null && !timeout.equals("0")) {
      options.timeout(DurationOption.parse("--timeout", timeout));
    }
    @Nullable String delay = value("--kill-delay");
    if (delay != null && !delay.equals("0")) {
      options.killDelay(DurationOption.parse("--kill-delay", delay));
    }
  }

  private HostFacts facts(InPlaceCommand command) {
    List<Path> paths = new ArrayList<>(List.of(command.folder()));
    command.shown().forEach(bind -> paths.add(bind.source()));
    paths.addAll(command.writable());
    return new KeptFeatures(BuildsFolder.path(value("--builds")))
        .addTo(HostDetection.of(Path.of("/")).factsFor(paths), RuntimeOptions.program(this));
  }

  private void statistics(Optional<ChildUsage> before, InPlaceResult result) {
    @Nullable String file = value("--stats");
    Optional<ChildUsage> after = ChildUsage.now();
    if (file != null) {
      new ExecutionStatistics(
              result.usage().orElseGet(() -> BuildUsage.of(result.duration())),
              after.flatMap(late -> before.map(late::since)))
          .write(Input.path(file));
    }
  }

  private int code(InPlaceResult result) {
    if (result.timedOut()) {
      return TIMED_OUT;
    }
    result.reason().ifPresent(reason -> streams().err().println("ocispec: " + reason));
    return result.exitCode().orElseGet(() -> notRun(result.reasonCode().orElseThrow()));
  }

  private static int notRun(ReasonCode code) {
    return switch (code) {
      case COMMAND_NOT_FOUND -> NOT_FOUND;
      case COMMAND_NOT_EXECUTABLE -> NOT_EXECUTABLE;
      default -> OWN_FAILURE;
    };
  }
}
