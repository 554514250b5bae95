package dev.ocispec.cli;

import dev.ocispec.features.Features;
import dev.ocispec.json.Json;
import dev.ocispec.runtime.OciRuntime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs typical commands, so that Java has loaded what they need and can archive it. They print
 * nothing, and start no container: a script stands in for the runtime.
 */
final class TrainingRun {
  private static final String FEATURES =
      """
      {"ociVersionMin":"1.0.0","ociVersionMax":"1.1.0","hooks":["prestart"],"mountOptions":["bind","ro"],
        "linux":{"namespaces":["mount","pid","user"],"capabilities":["CAP_CHOWN"],
        "cgroup":{"v1":true,"v2":true},"seccomp":{"enabled":true,"actions":["SCMP_ACT_ERRNO"],
        "operators":["SCMP_CMP_EQ"],"archs":["SCMP_ARCH_X86_64"],"knownFlags":["SECCOMP_FILTER_FLAG_LOG"],
        "supportedFlags":["SECCOMP_FILTER_FLAG_LOG"]},"apparmor":{"enabled":true},"selinux":{"enabled":true},
        "intelRdt":{"enabled":true},"mountExtensions":{"idmap":{"enabled":true}}},"annotations":{"commit":"abc"}}
      """;

  private static final String RUNTIME =
      """
      #!/bin/sh
      for word; do
        case $before in
          --pid-file) echo $$ > "$word" ;;
          --log) : > "$word" ;;
        esac
        before=$word
      done
      for word; do
        case $word in
          features)
            echo 'FEATURES'
            exit ;;
          run) echo trained; sleep 0.5; exit ;;
          --version) echo 'runc version 1.1.5'; exit ;;
        esac
      done
      """
          .replace("FEATURES", FEATURES.strip());

  private static final String REQUEST =
      """
      {"inputs":[],"commandArgs":["/bin/true"],"workingDir":"build","scratchPaths":["build"],"inputsDir":"inputs",
        "outputs":[],"environment":[{"key":"K","value":"v"}],"constraints":{"provideBinSh":true}}
      """;

  private final Path folder;

  private TrainingRun(Path folder) {
    this.folder = folder;
  }

  /**
   * Runs the commands. The arguments are a folder for their files, which the caller removes, the
   * file in which Java names the classes that it loads, and the jar.
   */
  public static void main(String[] arguments) throws IOException {
    StandardErrorLogging.choose();
    new TrainingRun(Path.of(arguments[0])).run();
    TrainedLambdas.load(Path.of(arguments[1]), Path.of(arguments[2]));
  }

  private void run() throws IOException {
    String runtime = Files.writeString(folder.resolve("runc"), RUNTIME).toString();
    Files.setPosixFilePermissions(Path.of(runtime), PosixFilePermissions.fromString("rwxr-xr-x"));
    String builds = folder.resolve("builds").toString();
    String document =
        Files.write(folder.resolve("config.json"), printed("emit", "--preset", "runc")).toString();

    printed("--help");
    printed("emit", "--preset", "runc-rootless", "--no-network");
    printed("validate", document);
    printed("validate", "--format", "json", document, document);
    printed("explain", document);
    printed("diff", document, document);
    printed("digest", document);
    printed("min-version", document);
    printed("sandbox", "spec", "--request", request());
    String[] own = {"--runtime", runtime, "--builds", builds, "--", "/bin/true"};
    TrainedEnd.ofNextBuild(Path.of(builds));
    printed("sandbox", "run", own);
    printed("sandbox", "exec", own);
    keptFeatures();
  }

  /** What a script says is not kept, so the file of another program stands in for the runtime. */
  private void keptFeatures() throws IOException {
    Path program = Files.writeString(folder.resolve("program"), "\u007FELF");
    Features features = Json.read(FEATURES.getBytes(StandardCharsets.UTF_8), Features.class);
    KeptFeatures kept = new KeptFeatures(folder.resolve("builds"), runtime -> features);
    for (int i = 0; i < 2; i++) {
      kept.of(OciRuntime.of(program));
    }
  }

  private String request() throws IOException {
    return Files.writeString(folder.resolve("request.json"), REQUEST).toString();
  }

  private static void printed(String group, String command, String[] arguments) {
    List<String> line = new ArrayList<>(List.of(group, command));
    line.addAll(List.of(arguments));
    printed(line.toArray(String[]::new));
  }

  private static byte[] printed(String... arguments) {
    ByteArrayOutputStream results = new ByteArrayOutputStream();
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    Main.run(
        new Streams(InputStream.nullInputStream(), results, nowhere), RawArguments.of(arguments));
    return results.toByteArray();
  }
}
