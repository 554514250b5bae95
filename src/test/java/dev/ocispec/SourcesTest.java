package dev.ocispec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What holds of all source files. */
@Tag("unit")
class SourcesTest {
  private static final Path SOURCES = Path.of("src");

  private static List<Path> java(String folder) throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES.resolve(folder))) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  private static long lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void noFileIsLong() throws IOException {
    assertThat(java("").stream().filter(file -> lines(file) > 400)).isEmpty();
  }

  @Test
  void mostFilesAreShort() throws IOException {
    List<Long> lengths = new ArrayList<>();
    for (String folder : List.of("main", "cli", "codegen", "fixtures")) {
      java(folder).forEach(file -> lengths.add(lines(file)));
    }
    assertThat(lengths.stream().sorted().toList().get(lengths.size() / 2)).isLessThan(100);
  }

  @Test
  void everyPackageSaysWhatItIsForAndHowToBegin() throws IOException {
    Set<Path> packages = new TreeSet<>();
    for (String folder : List.of("main", "cli", "codegen", "fixtures")) {
      java(folder).stream()
          .filter(file -> !file.endsWith("module-info.java"))
          .forEach(file -> packages.add(file.getParent()));
    }

    assertThat(packages).isNotEmpty();
    for (Path folder : packages) {
      assertThat(folder.resolve("package-info.java"))
          .content()
          .as(folder.toString())
          .contains("/**", "First call:", "@NullMarked");
    }
  }

  @Test
  void noClassIsNamedByWhatItIsNot() throws IOException {
    assertThat(java(""))
        .noneMatch(
            file -> file.getFileName().toString().matches(".*(Util|Helper|Manager)s?([A-Z].*)?"));
  }

  /** Generated classes and those of the tests included. */
  @Test
  void noTwoClassesHaveOneName() throws IOException {
    Set<String> classes = new TreeSet<>();
    for (String folder : List.of("main", "cli", "codegen", "fixtures", "test", "jmh")) {
      Path root = SOURCES.resolve(folder).resolve("java");
      java(folder).stream()
          .map(file -> root.relativize(file).toString())
          .filter(file -> !file.endsWith("-info.java"))
          .forEach(file -> classes.add(file.replaceFirst("\\.java$", "").replace('/', '.')));
    }
    // Messages of the remote protocol have the names that its authors gave them.
    LibraryClasses.ALL.stream()
        .filter(type -> type.isTopLevelClass() && !type.getSimpleName().endsWith("-info"))
        .filter(type -> !type.getPackageName().startsWith("dev.ocispec.remote.protocol"))
        .forEach(type -> classes.add(type.getName()));

    assertThat(classes)
        .contains("dev.ocispec.spec.SpecBuilder", "dev.ocispec.codegen.GenerateSources");
    assertThat(
            classes.stream()
                .collect(Collectors.groupingBy(name -> name.replaceFirst("^.*\\.", "")))
                .values())
        .filteredOn(same -> same.size() > 1)
        .isEmpty();
  }

  @Test
  void noFileNamesThisOrThatMachine() throws IOException {
    List<Path> files = new ArrayList<>(List.of(Path.of("pom.xml"), Path.of("README.md")));
    for (Path folder : List.of(SOURCES, Path.of("docs"), Path.of("schema"), Path.of(".ci"))) {
      try (Stream<Path> walk = Files.walk(folder)) {
        walk.filter(Files::isRegularFile).forEach(files::add);
      }
    }
    // A configuration has the members /root/path and /root/readonly.
    Pattern machine =
        Pattern.compile("/work" + "/|/root" + "/(?!path|readonly)|[a-z0-9]\\.internal\\b");

    for (Path file : files) {
      String text =
          Files.readString(file)
              .replaceAll("dev\\.ocispec[.a-z*]*|slf4j\\.internal|\"\\.[a-z.]*", "");
      assertThat(text).as(file.toString()).doesNotContainPattern(machine);
    }
  }
}
