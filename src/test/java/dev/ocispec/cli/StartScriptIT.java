package dev.ocispec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.JavaProgram;
import dev.ocispec.Needs;
import dev.ocispec.Shared;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The start script and the archive of classes, once they are packaged. */
@Tag("runtime")
class StartScriptIT {
  private static final Path SCRIPT = Path.of("target/ocispec");
  private static final Path JAR = Path.of("target/ocispec.jar");
  private static final Path ARCHIVE = Path.of("target/ocispec.jsa");
  private static final Path INSTALL = Path.of("target/install");
  private static final String JAVA_HOME = System.getProperty("java.home");

  @TempDir Path folder;

  @BeforeEach
  void itWasPackaged() {
    Shared.require(
        Files.exists(SCRIPT) && Files.exists(JAR),
        "needs " + SCRIPT + " and " + JAR + ", which mvn verify packages");
  }

  private JavaProgram.Result run(Map<String, String> environment, Path script, String... arguments)
      throws IOException {
    List<String> line = new ArrayList<>(List.of(script.toString()));
    line.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(line).directory(folder.toFile()).redirectInput(new File("/dev/null"));
    builder.environment().keySet().removeAll(List.of("JAVA_HOME", "OCISPEC_JAVA_OPTIONS"));
    builder.environment().putAll(environment);
    return JavaProgram.awaitEnd(builder.start());
  }

  private JavaProgram.Result run(Path script, String... arguments) throws IOException {
    return run(Map.of("JAVA_HOME", JAVA_HOME), script, arguments);
  }

  private static void assertEmits(JavaProgram.Result result) {
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).startsWith("{\n  \"ociVersion\"").endsWith("}\n");
    assertThat(result.code()).isZero();
  }

  /** The files as the command line's page installs them, below a folder of this name. */
  private Path installed(String name) throws IOException {
    Path root = folder.resolve(name);
    Path share = Files.createDirectories(root.resolve("share/ocispec"));
    Files.createDirectories(root.resolve("bin"));
    Files.copy(INSTALL.resolve("bin/ocispec"), root.resolve("bin/ocispec"));
    Files.copy(INSTALL.resolve("share/ocispec/archive"), share.resolve("archive"));
    Files.copy(JAR, share.resolve("ocispec.jar"));
    return root;
  }

  /** Where the JVM took the class of a build from. */
  private String source(Path script) throws IOException {
    return loaded(script, "emit").stream()
        .filter(line -> line.contains(" dev.ocispec.cli.EmitCommand source: "))
        .map(line -> line.replaceFirst(".* source: ", ""))
        .findFirst()
        .orElseThrow();
  }

  /** A line for each class that the JVM loaded for a command. */
  private List<String> loaded(Path script, String... arguments) throws IOException {
    Path loaded = folder.resolve("loaded");
    run(
        Map.of("JAVA_HOME", JAVA_HOME, "OCISPEC_JAVA_OPTIONS", "-Xlog:class+load:file=" + loaded),
        script,
        arguments);
    return Files.readAllLines(loaded);
  }

  @Test
  void itRunsWhereItWasBuiltAndTakesItsClassesFromTheArchive() throws IOException {
    Shared.require(Files.exists(ARCHIVE), "needs " + ARCHIVE + ", which this Java did not make");

    assertEmits(run(SCRIPT.toAbsolutePath(), "emit"));
    assertThat(source(SCRIPT.toAbsolutePath())).isEqualTo("shared objects file (top)");
  }

  @Test
  void typicalCommandsFindAllTheirClassesInTheArchive() throws IOException {
    Shared.require(Files.exists(ARCHIVE), "needs " + ARCHIVE + ", which this Java did not make");
    Path document = folder.resolve("config.json");
    Files.writeString(document, run(SCRIPT.toAbsolutePath(), "emit").out());
    Path request =
        Files.writeString(
            folder.resolve("request.json"),
            """
            {"inputs":[],"commandArgs":["/bin/true"],"workingDir":"build","scratchPaths":["build"],
             "inputsDir":"inputs","outputs":[],"environment":[],"constraints":{"provideBinSh":true}}
            """);

    for (String[] command :
        List.of(
            new String[] {"emit", "--preset", "runc"},
            new String[] {"validate", "--checks", "schema", document.toString()},
            new String[] {"sandbox", "spec", "--request", request.toString()})) {
      assertThat(loaded(SCRIPT.toAbsolutePath(), command))
          .as(String.join(" ", command))
          .anyMatch(line -> line.contains(" source: shared objects file (top)"))
          .noneMatch(line -> line.contains(" source: file:"));
    }
  }

  @Test
  void aBuildFindsAllItsClassesInTheArchiveToItsEnd() throws IOException {
    Shared.require(Files.exists(ARCHIVE), "needs " + ARCHIVE + ", which this Java did not make");
    Needs.rootAndRunc();
    String[] command = {
      "sandbox",
      "run",
      "--builds",
      folder.resolve("builds").toString(),
      "--shell",
      Needs.busybox().toString(),
      "--",
      "/bin/sh",
      "-c",
      "true"
    };
    loaded(SCRIPT.toAbsolutePath(), command); // The first one asks the runtime for its features.

    assertThat(loaded(SCRIPT.toAbsolutePath(), command))
        .anyMatch(line -> line.contains(" dev.ocispec.service.CommandEnd source: shared objects"))
        .noneMatch(line -> line.contains(" source: file:"));
  }

  @Test
  void theExitCodesAndMessagesAreThoseOfTheCommandLine() throws IOException {
    Path invalid = Files.writeString(folder.resolve("invalid.json"), "{\"ociVersion\":1}");

    assertThat(run(SCRIPT.toAbsolutePath(), "validate", invalid.toString()).code()).isOne();
    JavaProgram.Result unknown = run(SCRIPT.toAbsolutePath(), "emit", "--preset", "a b", "");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err()).startsWith("ocispec: ").contains("--help shows the usage");
    assertThat(run(SCRIPT.toAbsolutePath(), "digest", "absent.json").code()).isEqualTo(3);
  }

  @Test
  void installedItRunsThroughSymbolicLinksAndWithoutAnArchive() throws IOException {
    Path root = installed("an odd $place; *");
    Path link = Files.createSymbolicLink(folder.resolve("link"), root.resolve("bin/ocispec"));
    Path further = Files.createSymbolicLink(folder.resolve("further"), Path.of("link"));

    Path bin = Files.createSymbolicLink(folder.resolve("linked"), root.resolve("bin"));

    assertEmits(run(root.resolve("bin/ocispec"), "emit"));
    assertEmits(run(root.resolve("bin/./../bin/ocispec"), "emit"));
    assertEmits(run(bin.resolve("ocispec"), "emit"));
    assertEmits(run(further, "emit"));
    assertEmits(
        run(Map.of("JAVA_HOME", JAVA_HOME, "PATH", folder + ":/usr/bin:/bin"), link, "emit"));
  }

  @Test
  void aFolderThatJavaTakesForTwoIsRefused() throws IOException {
    Path root = installed("before:after");

    assertThat(run(root.resolve("bin/ocispec"), "emit"))
        .isEqualTo(
            new JavaProgram.Result(
                4,
                "",
                "ocispec: Java can't load a jar from "
                    + root.resolve("share/ocispec")
                    + ", because of the colon; put the jar elsewhere\n"));
  }

  @Test
  void anArchiveIsMadeAnewForAJarThatWasMoved() throws IOException {
    Path root = installed("usr");
    Path share = root.resolve("share/ocispec");

    JavaProgram.Result made = run(share.resolve("archive"));

    assertThat(made).isEqualTo(new JavaProgram.Result(0, "", ""));
    assertThat(source(root.resolve("bin/ocispec"))).isEqualTo("shared objects file (top)");
    try (var left = Files.list(share)) {
      assertThat(left.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("archive", "ocispec.jar", "ocispec.jsa", "ocispec.jsa.size");
    }
  }

  @Test
  void anArchiveThatDoesNotFitIsPassedOverInSilence() throws IOException {
    Path root = installed("usr");
    Path archive = root.resolve("share/ocispec/ocispec.jsa");
    Path size = root.resolve("share/ocispec/ocispec.jsa.size");
    if (Files.exists(ARCHIVE)) { // Of a jar in another place.
      Files.copy(ARCHIVE, archive);
      Files.copy(Path.of(ARCHIVE + ".size"), size);
      assertEmits(run(root.resolve("bin/ocispec"), "emit"));
      assertThat(source(root.resolve("bin/ocispec"))).startsWith("file:");
      try (RandomAccessFile file = new RandomAccessFile(archive.toFile(), "rw")) {
        file.setLength(file.length() / 2);
      }
      assertEmits(run(root.resolve("bin/ocispec"), "emit"));
    }
    Files.writeString(archive, "broken");
    for (String text : List.of("6\n", "7\n", "", "six\n")) {
      Files.writeString(size, text);
      assertEmits(run(root.resolve("bin/ocispec"), "emit"));
    }
  }

  @Test
  void optionsForJavaAreWords() throws IOException {
    JavaProgram.Result result =
        run(
            Map.of("JAVA_HOME", JAVA_HOME, "OCISPEC_JAVA_OPTIONS", "-Xmx64m -XshowSettings:vm"),
            SCRIPT.toAbsolutePath(),
            "emit");

    assertThat(result.code()).isZero();
    assertThat(result.err()).contains("Max. Heap Size: 64.00M");
  }

  /** The option of Java that says whether archives move, as a command gets it, with its origin. */
  private String relocation(String... command) throws IOException {
    Map<String, String> options =
        Map.of(
            "JAVA_HOME",
            JAVA_HOME,
            "OCISPEC_JAVA_OPTIONS",
            "-XX:+UnlockDiagnosticVMOptions -XX:+PrintFlagsFinal");
    return run(options, SCRIPT.toAbsolutePath(), command)
        .out()
        .lines()
        .filter(line -> line.contains(" ArchiveRelocationMode "))
        .findFirst()
        .orElseThrow()
        .strip()
        .replaceAll(" +", " ")
        .replaceFirst("^\\w+ ", ""); // Its type, which is an int or an intx.
  }

  @Test
  void archivesStayInPlaceForCommandsThatOnlyReadAndPrint() throws IOException {
    String inPlace = "ArchiveRelocationMode = 0 {diagnostic} {command line}";

    assertThat(relocation("emit")).isEqualTo(inPlace);
    assertThat(relocation("--version")).isEqualTo(inPlace);
    for (String group : List.of("sandbox", "remote", "runtime", "fixtures")) {
      assertThat(relocation(group, "--help")).as(group).endsWith("{diagnostic} {default}");
    }
  }

  @Test
  void aMissingJavaIsToldInOneSentence() throws IOException {
    Path bin = Files.createDirectory(folder.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("readlink"), Path.of("/usr/bin/readlink"));

    assertThat(run(Map.of("PATH", bin.toString()), SCRIPT.toAbsolutePath(), "emit"))
        .isEqualTo(
            new JavaProgram.Result(
                4,
                "",
                "ocispec: found no java on PATH; install Java 17 or later, or set JAVA_HOME\n"));
    assertThat(run(Map.of("JAVA_HOME", "/nowhere"), SCRIPT.toAbsolutePath(), "emit"))
        .isEqualTo(
            new JavaProgram.Result(
                4,
                "",
                "ocispec: JAVA_HOME is /nowhere, which has no bin/java; set it to a Java 17 or"
                    + " later, or unset it\n"));
    Files.delete(bin.resolve("readlink"));
  }

  @Test
  void aMissingJarIsToldInOneSentence() throws IOException {
    Path alone = Files.copy(SCRIPT, folder.resolve("ocispec"));
    String home = folder.toRealPath().toString();

    assertThat(run(alone, "emit"))
        .isEqualTo(
            new JavaProgram.Result(
                4, "", "ocispec: " + home + "/ocispec.jar is missing; put the jar there\n"));
    assertThat(run(INSTALL.resolve("share/ocispec/archive").toAbsolutePath(), home))
        .isEqualTo(new JavaProgram.Result(1, "", "ocispec: " + home + "/ocispec.jar is missing\n"));
  }
}
