package dev.ocispec.wall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.JavaProgram;
import dev.ocispec.Needs;
import dev.ocispec.Shared;
import dev.ocispec.TestFolder;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The example project, built by Maven as its users build it, with the packaged jars: the library
 * and the fixtures for tests.
 */
@Tag("runtime")
class ExampleProjectIT {
  private static final Path EXAMPLE = Path.of("src/examples/testing");
  private static final long LIMIT_SECONDS = 600;
  private static final Pattern COUNTS =
      Pattern.compile(
          "Tests run: (\\d+), Failures: (\\d+), Errors: (\\d+), Skipped: (\\d+)[^\\n]* -- in"
              + " com.example.(\\w+)");

  private final TestFolder folder = TestFolder.make();
  private final Path project = folder.path().resolve("project");
  private final Path repository = folder.path().resolve("repository");

  @BeforeEach
  void lay() throws IOException {
    Needs.maven();
    copy(EXAMPLE, project);
    link(localRepository(), repository);
  }

  @AfterEach
  void remove() {
    folder.remove();
  }

  @Test
  void itsTestsPassWithThePackagedJars() {
    Needs.busybox();

    JavaProgram.Result result = verify();

    assertThat(result.code()).as(result.out()).isZero();
    assertThat(counts(result.out(), "HardeningProperties")).isEqualTo("3 0 0 0");
    assertThat(counts(result.out(), "CorpusTest")).matches("[1-9][0-9]+ 0 0 0");
    assertThat(counts(result.out(), "HardenedContainerTest")).matches("3 0 0 [03]");
    if (Shared.mustRun()) {
      assertThat(counts(result.out(), "HardenedContainerTest")).isEqualTo("3 0 0 0");
    }
    assertThat(project.resolve("target/hardening-1.0-SNAPSHOT.jar")).exists();
  }

  @Test
  void whereThereIsNoRuntimeItsContainersAreSkippedWithTheReason() throws IOException {
    Needs.busybox();

    JavaProgram.Result result =
        verify("-DargLine=-Docispec.containers.runtime=none-here", "-Dtest=HardenedContainerTest");

    assertThat(result.code()).as(result.out()).isZero();
    assertThat(counts(result.out(), "HardenedContainerTest")).isEqualTo("3 0 0 3");
    Path report =
        project.resolve("target/surefire-reports/TEST-com.example.HardenedContainerTest.xml");
    assertThat(Files.readString(report))
        .contains("containers need the runtime none-here, which is missing");
  }

  private JavaProgram.Result verify(String... options) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "mvn",
                "--offline",
                "--batch-mode",
                "--file",
                project.resolve("pom.xml").toString(),
                "-Dmaven.repo.local=" + repository));
    command.addAll(List.of(options));
    command.add("verify");
    return JavaProgram.run(command, LIMIT_SECONDS);
  }

  /** Tests run, failures, errors and skipped tests of a class. */
  private static String counts(String output, String type) {
    return COUNTS
        .matcher(output.replaceAll("\u001b\\[[0-9;]*m", ""))
        .results()
        .filter(line -> line.group(5).equals(type))
        .map(ExampleProjectIT::numbers)
        .findFirst()
        .orElseThrow(() -> new AssertionError(type + " did not run:\n" + output));
  }

  private static String numbers(MatchResult line) {
    return String.join(" ", line.group(1), line.group(2), line.group(3), line.group(4));
  }

  /** A local repository that has everything of the real one and the packaged jars besides. */
  private static void link(Path real, Path repository) throws IOException {
    Path own = Files.createDirectories(repository.resolve("dev/ocispec/ocispec"));
    linkEntries(real, repository, "dev");
    linkEntries(real.resolve("dev"), repository.resolve("dev"), "ocispec");
    Path version = Files.createDirectories(own.resolve(version()));
    String name = "ocispec-" + version();
    Path library = Path.of("target", name + ".jar").toAbsolutePath();
    Shared.require(Files.exists(library), "the jar is not built: mvn package");
    Files.createSymbolicLink(version.resolve(name + ".jar"), library);
    Files.createSymbolicLink(
        version.resolve(name + "-fixtures.jar"), LibraryJar.packaged("fixtures"));
    Files.copy(Path.of("pom.xml"), version.resolve(name + ".pom"));
  }

  private static void linkEntries(Path from, Path to, String except) throws IOException {
    if (!Files.isDirectory(from)) {
      return;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(from)) {
      for (Path entry : entries) {
        if (Files.isDirectory(entry) && !entry.endsWith(except)) {
          Files.createSymbolicLink(to.resolve(entry.getFileName()), entry);
        }
      }
    }
  }

  private static String version() throws IOException {
    return Pattern.compile("<artifactId>ocispec</artifactId>\\s*<version>([^<]+)<")
        .matcher(Files.readString(Path.of("pom.xml")))
        .results()
        .findFirst()
        .orElseThrow()
        .group(1);
  }

  /** Where this build got its own jars from. */
  private static Path localRepository() {
    Path jar = LibraryJar.location(org.jspecify.annotations.NullMarked.class);
    return jar.getParent().resolve("../../../..").normalize();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.filter(path -> !path.startsWith(from.resolve("target"))).toList()) {
        Files.createDirectories(to.resolve(from.relativize(path).toString()).getParent());
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    }
  }
}
