package dev.ocispec.remote;

import dev.ocispec.Eventually;
import dev.ocispec.JavaProgram;
import dev.ocispec.TestFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A workspace of Bazel whose actions go to a worker, with a home and a server of its own. */
final class BazelWorkspace implements AutoCloseable {
  private static final Path RULES = Path.of("/usr/share/bazel/rules");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What Bazel's own rules want to load; each is the rule of that name that is built in. */
  private static final List<String> CC_RULES =
      List.of(
          "cc_binary",
          "cc_library",
          "cc_import",
          "cc_test",
          "cc_proto_library",
          "cc_toolchain",
          "cc_toolchain_suite",
          "cc_toolchain_alias",
          "objc_library",
          "objc_import",
          "fdo_prefetch_hints",
          "fdo_profile");

  private final TestFolder folder;
  private final BazelWorker worker;
  private final String program;
  private final Path workspace;
  private final List<String> overrides = new ArrayList<>();

  /**
   * Makes one.
   *
   * @param program Bazel
   */
  BazelWorkspace(TestFolder folder, BazelWorker worker, String program) throws IOException {
    this.folder = folder;
    this.worker = worker;
    this.program = program;
    this.workspace = Files.createDirectory(folder.path().resolve("workspace"));
    write("WORKSPACE", "");
  }

  void write(String name, String text) throws IOException {
    Files.writeString(source(name), text);
  }

  Path source(String name) {
    return workspace.resolve(name);
  }

  Path built(String name) {
    return workspace.resolve("bazel-bin").resolve(name);
  }

  /** Gives Bazel the rules of C++ and of tests, which it would fetch. */
  void withRules() throws IOException {
    for (String rules : List.of("java", "proto")) {
      overrides.add("--override_repository=rules_" + rules + "=" + RULES.resolve(rules));
    }
    Path cc = stub("rules_cc");
    Files.writeString(Files.createDirectory(cc.resolve("cc")).resolve("BUILD"), "");
    Files.writeString(
        cc.resolve("cc/defs.bzl"),
        CC_RULES.stream()
            .map(rule -> rule + " = native." + rule + "\n")
            .collect(
                Collectors.joining(
                    "",
                    "def _nothing(ctx):\n    pass\n\n",
                    "compiler_flag = rule(_nothing)\ncc_flags_supplier = rule(_nothing)\n")));
    Path coverage = stub("remote_coverage_tools");
    Files.writeString(
        coverage.resolve("BUILD"),
        "filegroup(name = \"coverage_report_generator\", visibility ="
            + " [\"//visibility:public\"])\n");
  }

  static boolean hasRules() {
    return Files.isDirectory(RULES.resolve("java")) && Files.isDirectory(RULES.resolve("proto"));
  }

  private Path stub(String repository) throws IOException {
    Path stub = Files.createDirectory(folder.path().resolve(repository));
    Files.writeString(stub.resolve("WORKSPACE"), "");
    Files.writeString(stub.resolve("BUILD"), "");
    overrides.add("--override_repository=" + repository + "=" + stub);
    return stub;
  }

  /** Runs a command of Bazel's with remote execution. */
  JavaProgram.Result remote(String command, String... arguments) {
    return JavaProgram.run(remoteCommand(command, arguments), 300);
  }

  /** Starts one that is interrupted, as by Ctrl-C, once something holds. */
  int interrupted(BooleanSupplier begun, String command, String... arguments)
      throws IOException, InterruptedException {
    Path log = folder.path().resolve("interrupted.log");
    Process client =
        new ProcessBuilder(remoteCommand(command, arguments))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      if (!Eventually.holds(PATIENCE, begun)) {
        throw new IllegalStateException(Files.readString(log));
      }
      JavaProgram.run(List.of("kill", "-s", "INT", Long.toString(client.pid())));
      if (!client.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException(Files.readString(log));
      }
      return client.exitValue();
    } finally {
      client.destroyForcibly();
    }
  }

  private List<String> remoteCommand(String command, String... arguments) {
    List<String> all = new ArrayList<>(overrides);
    all.addAll(List.of("--remote_executor=" + worker.grpcAddress(), "--jobs=2"));
    all.addAll(Arrays.asList(arguments));
    return bazel(command, all);
  }

  private List<String> bazel(String command, List<String> arguments) {
    List<String> start = List.of("env", "--chdir=" + workspace, "HOME=" + folder.path(), program);
    return Stream.of(
            start,
            List.of("--output_user_root=" + folder.path().resolve("bazel"), command),
            arguments)
        .flatMap(List::stream)
        .toList();
  }

  /** Forgets what was built here, though not what the worker's cache has. */
  void clean() {
    JavaProgram.run(bazel("clean", List.of()), 300);
  }

  /** Ends Bazel's server. */
  @Override
  public void close() {
    JavaProgram.run(bazel("shutdown", List.of()), 300);
  }
}
