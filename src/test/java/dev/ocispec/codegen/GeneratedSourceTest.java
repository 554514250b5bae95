package dev.ocispec.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.spec.Spec;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;

/** The library's own generated sources read well, and compilers have nothing to say to them. */
@Tag("unit")
class GeneratedSourceTest {
  private static final Path SCHEMA = Path.of("schema");

  @TempDir static Path folder;
  @TempDir Path classes;
  private static Map<String, String> sources;

  @BeforeAll
  static void generate() throws IOException {
    GenerateSources.generate(SCHEMA, folder);
    sources = SourceFiles.in(folder);
  }

  @Test
  void noLineIsLongerThanAPageIsWideButForLinks() {
    assertThat(sources).hasSizeGreaterThan(300);
    sources.forEach(
        (file, text) ->
            assertThat(text.lines().filter(line -> !line.contains("href=")))
                .as(file)
                .allMatch(line -> line.length() <= 100)
                .noneMatch(line -> line.endsWith(" ")));
  }

  /** Why these may be longer stands in docs/decisions.md. */
  @Test
  void onlyObjectTypesAndTheirBuildersAreLongerThan400Lines() throws IOException {
    Map<String, String> others = new TreeMap<>(sources);
    for (ObjectType type : SchemaReader.read(SCHEMA).objects()) {
      String path = "dev/ocispec/" + type.packageName() + "/" + type.name();
      others.keySet().removeAll(List.of(path + ".java", path + "Builder.java"));
    }

    assertThat(others).hasSizeGreaterThan(200);
    others.forEach(
        (file, text) -> assertThat(text.lines().count()).as(file).isLessThanOrEqualTo(400));
  }

  @Test
  void javadocHasACommentWithAllTagsOnEverythingPublic() throws IOException {
    assertThat(
            Javac.warnings(
                folder,
                classes,
                List.of(
                    "-Xdoclint:all/protected",
                    "-proc:none",
                    "-classpath",
                    System.getProperty("java.class.path"))))
        .isEmpty();
  }

  @Test
  void theCommentOfAMemberStandsAtItsAccessorAloneAndSettersLeadThere() {
    assertThat(sources.get("dev/ocispec/spec/Mount.java"))
        .containsOnlyOnce("Absolute path inside the container where the mount appears.")
        .contains(
            """
                /**
                 * Sets {@code destination}.
                 *
                 * @param value the new value
                 * @return this builder
                 * @see Mount#destination()
                 */
                Builder destination(String value);
            """);
  }

  @Test
  void aCommentNamesReleasePlatformsAndSectionInWords() {
    assertThat(sources.get("dev/ocispec/spec/Mount.java"))
        .contains(
            """
               * <p>When absent, no type is passed on, which suits bind mounts. For example {@code "proc"},
               * {@code "tmpfs"} or {@code "none"}. On Linux, Solaris, z/OS and FreeBSD only. Since runtime-spec
               * 1.0.0.
               *
               * @return the value of {@code type}, or empty when it is absent
               * @see <a
               *     href="https://github.com/opencontainers/runtime-spec/blob/v1.3.0/config.md#posix-platform-mounts">
            """);
  }

  @Test
  void aUsersCompilerHasNoWarningWithTheRuntimeDependenciesAlone() throws IOException {
    Path user = Files.createDirectories(classes.resolve("user"));
    Files.writeString(user.resolve("User.java"), userOfEveryType(SchemaReader.read(SCHEMA)));
    String classPath =
        Stream.of(Spec.class, NullMarked.class, JsonNode.class, JsonParser.class)
            .map(type -> type.getProtectionDomain().getCodeSource().getLocation().getPath())
            .collect(Collectors.joining(File.pathSeparator));

    assertThat(classPath).doesNotContain("immutables");
    assertThat(
            Javac.warnings(
                user, classes, List.of("-Xlint:all", "-Werror", "-classpath", classPath)))
        .isEmpty();
  }

  /** A class that takes every value apart, builds it anew and names all known values. */
  private static String userOfEveryType(Model model) {
    StringBuilder source = new StringBuilder("class User {\n");
    for (ObjectType type : model.present()) {
      String name = JavaTypes.of(type).canonicalName();
      source.append("  static %s take(%s value) {\n".formatted(name, name));
      for (Property property : type.properties()) {
        source.append("    value.%s();\n".formatted(property.javaName()));
      }
      source.append("    %s.Builder builder = %s.builder();\n".formatted(name, name));
      source.append("    return value.toBuilder().residue(builder.build().residue()).build();\n");
      source.append("  }\n");
    }
    for (TextType type : model.texts()) {
      String name = JavaTypes.of(type).canonicalName();
      source.append("  Object known%s = %s.known();\n".formatted(type.name(), name));
    }
    return source.append("}\n").toString();
  }
}
