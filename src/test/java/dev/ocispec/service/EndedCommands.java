package dev.ocispec.service;

import dev.ocispec.Eventually;
import dev.ocispec.Needs;
import dev.ocispec.runtime.OciRuntime;
import dev.ocispec.runtime.Signal;
import dev.ocispec.sandbox.InPlaceCommand;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Commands that are ended in every way, and what is seen of that. Also a program, for users other
 * than the one who runs the tests.
 */
final class EndedCommands {
  /** Exit codes, and signals that do not stop, with and without a first process. */
  private static final String COMPARISON =
      """
      compared=0
      compare() {
        sh -c "$1" 2>/dev/null; plain=$?
        /.ocispec/init -- sh -c "$1" 2>/dev/null; below=$?
        compared=$((compared + 1))
        [ "$plain" = "$below" ] || echo "$1: $plain, and below the first process $below"
      }
      for code in %s; do compare "exit $code"; done
      for signal in %s; do
        compare "kill -$signal \\$\\$; exit 3"
        compare "sh -c 'kill -$signal \\$PPID'; exit 3"
      done
      echo "compared $compared"
      """;

  /** Those that can be caught, but for two of the C library and what every child's end sends. */
  static final List<Integer> CATCHABLE =
      IntStream.rangeClosed(1, 64)
          .filter(signal -> !List.of(9, 17, 19, 32, 33).contains(signal))
          .boxed()
          .toList();

  private static final String CATCHER =
      """
      for signal in $(seq 1 64); do trap "echo got $signal" $signal 2>/dev/null; done
      trap - 17
      echo ready
      while :; do sleep 0.02; done
      """;

  private static final Duration SOON = Duration.ofSeconds(40);

  private static final long LIMIT_SECONDS = 300;

  private final BuildService service;
  private final Path builds;
  private final OciRuntime runtime;

  /** Those of a service in {@code builds}, which has no other builds. */
  EndedCommands(BuildService service, Path builds, OciRuntime runtime) {
    this.service = service;
    this.builds = builds;
    this.runtime = runtime;
  }

  /**
   * Prints what came of it.
   *
   * @param args a runtime, a folder for builds, a folder to work in, exit codes with spaces
   *     between, signals likewise, and scripts
   */
  public static void main(String[] args) throws Exception {
    OciRuntime runtime = OciRuntime.find(args[0]);
    Path builds = Path.of(args[1]);
    List<Integer> sent =
        Stream.of(args[4].split(" ")).map(Integer::valueOf).filter(CATCHABLE::contains).toList();
    try (BuildService service =
        BuildService.open(
            URI.create("oci://" + builds),
            o -> o.sandbox(BuildFixture.sandbox()).runtime(runtime))) {
      EndedCommands commands = new EndedCommands(service, builds, runtime);
      System.out.print(commands.compared(args[3], args[4]));
      System.out.println("caught " + commands.caught(sent));
      for (String script : List.of(args).subList(5, args.length)) {
        System.out.println(
            script
                + ": outside "
                + outside(script)
                + ", in a build "
                + commands.inABuild(script)
                + ", in place "
                + commands.inPlace(Path.of(args[2]), script));
      }
    }
  }

  /** What differs below a first process, and how much was compared. */
  String compared(String codes, String signals) throws Exception {
    return await(service.start(BuildFixture.request(COMPARISON.formatted(codes, signals))))
        .logTail();
  }

  /** Which signals reach the command when they are sent to its container, and what ends it then. */
  String caught(List<Integer> sent) throws Exception {
    StringBuffer log = new StringBuffer();
    Build build =
        service.start(
            BuildFixture.request(CATCHER),
            b -> b.listener(BuildListener.lines(line -> log.append(line).append('\n'))));
    if (!Eventually.holds(SOON, () -> log.indexOf("ready\n") >= 0)) {
      throw new IllegalStateException("the command does not begin: " + log);
    }
    Path folder = theOnlyBuild();
    String id = folder.getFileName().toString();
    OciRuntime sender = runtime.withRoot(folder.resolve("state"));
    sent.forEach(signal -> sender.kill(id, new Signal(signal)));
    Eventually.holds(SOON, () -> sent.stream().allMatch(signal -> got(log, signal)));
    List<Integer> reached = sent.stream().filter(signal -> got(log, signal)).toList();
    sender.kill(id, Signal.KILL);
    BuildResult result = await(build);
    return reached + ", then " + end(result.exitCode(), result.signal());
  }

  private static boolean got(StringBuffer log, int signal) {
    return ("\n" + log).contains("\ngot " + signal + "\n");
  }

  private Path theOnlyBuild() throws IOException {
    try (Stream<Path> all = Files.list(builds)) {
      return all.filter(path -> path.getFileName().toString().startsWith("build-"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static int outside(String script) throws Exception {
    return new ProcessBuilder(Needs.busybox().toString(), "sh", "-c", script).start().waitFor();
  }

  private String inABuild(String script) throws Exception {
    BuildResult result = await(service.start(BuildFixture.request(script)));
    return end(result.exitCode(), result.signal());
  }

  private String inPlace(Path folder, String script) throws IOException {
    InPlaceCommand command =
        InPlaceCommand.builder()
            .folder(folder)
            .addArgs("/bin/sh", "-c", script)
            .addEnvironment("PATH=/usr/bin:/bin")
            .shown(VisibleHost.SYSTEM.binds())
            .build();
    InPlaceResult result =
        InPlaceRunner.run(URI.create("oci://" + builds), command, o -> o.runtime(runtime));
    return end(result.exitCode(), result.signal());
  }

  private static String end(OptionalInt code, Optional<Signal> signal) {
    return code.orElse(-1) + signal.map(by -> " by signal " + by.number()).orElse("");
  }

  private static BuildResult await(Build build) throws Exception {
    return build.result().get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }
}
