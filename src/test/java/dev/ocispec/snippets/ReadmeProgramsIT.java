package dev.ocispec.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.JavaProgram;
import dev.ocispec.Needs;
import dev.ocispec.TestFolder;
import dev.ocispec.json.Json;
import dev.ocispec.preset.Presets;
import dev.ocispec.spec.JsonValue;
import dev.ocispec.spec.Spec;
import dev.ocispec.wall.Jdk;
import dev.ocispec.wall.LibraryJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The README's programs as a user takes them: in a module that requires the library alone, compiled
 * with all warnings, and run.
 */
@Tag("runtime")
class ReadmeProgramsIT {
  private static final Pattern NAME = Pattern.compile("public class (\\w+)");
  private static final String MODULES = LibraryJar.joined(LibraryJar.withDependencies());

  private final TestFolder folder = TestFolder.make();
  private final Path work = folder.path();
  private final Path classes = work.resolve("classes");
  private final List<String> names = new ArrayList<>();

  @BeforeEach
  void compile() throws IOException {
    Path sources = Files.createDirectories(work.resolve("readme"));
    List<String> command = new ArrayList<>(List.of("javac", "-Xlint:all", "-Werror"));
    command.addAll(List.of("--release", "17", "-d", classes.toString(), "--module-path", MODULES));
    Path module = work.resolve("module-info.java");
    command.add(
        Files.writeString(module, "/** A user's. */ module readme { requires dev.ocispec; }")
            .toString());
    for (String block : Snippets.in(Files.readString(Path.of("README.md")))) {
      Matcher name = NAME.matcher(block);
      assertThat(name.find()).as(block).isTrue();
      names.add(name.group(1));
      String text = block.replace("oci:///var/tmp/builds", "oci://" + work.resolve("builds"));
      Path source = sources.resolve(name.group(1) + ".java");
      command.add(Files.writeString(source, "package readme;\n" + text).toString());
    }
    Jdk.run(command);
  }

  @AfterEach
  void remove() {
    folder.remove();
  }

  private String run(String name, String... args) {
    List<String> command = new ArrayList<>(List.of("java", "-XX:TieredStopAtLevel=1"));
    command.addAll(
        List.of("--module-path", classes + ":" + MODULES, "-m", "readme/readme." + name));
    command.addAll(List.of(args));
    JavaProgram.Result result = Jdk.result(command, work);
    assertThat(result.code()).as(result.err()).isZero();
    return result.out();
  }

  @Test
  void thereAreNoOthers() {
    assertThat(names).containsExactly("Quickstart", "Rewrite", "Build");
  }

  @Test
  void theFirstOnePrintsARootlessDocument() {
    Spec printed = Json.read(run("Quickstart"), Spec.class);

    assertThat(printed.process().orElseThrow().args()).containsExactly("sh", "-c", "echo hi");
    assertThat(printed.linux().orElseThrow().namespaces())
        .extracting(namespace -> namespace.type().text())
        .containsExactly("pid", "mount", "user");
    assertThat(printed.linux().orElseThrow().uidMappings())
        .singleElement()
        .satisfies(mapping -> assertThat(mapping.hostID()).isEqualTo(1000));
  }

  @Test
  void theSecondOneEditsADocumentInPlace() {
    Path file = work.resolve("config.json");
    Json.write(
        Presets.runc().toBuilder()
            .set("/x-unknown", JsonValue.of(1))
            .linux(l -> l.resources(r -> r.memory(m -> m.limit(1L << 20))))
            .build(),
        file);

    assertThat(run("Rewrite", file.toString())).isEqualTo("OptionalLong[1048576]\n");
    Spec edited = Json.read(file, Spec.class);
    assertThat(edited.process().orElseThrow().env()).contains("LANG=C.UTF-8");
    assertThat(edited.mounts())
        .extracting(mount -> mount.destination())
        .contains("/proc")
        .doesNotContain("/sys/fs/cgroup");
    assertThat(edited.at("/linux/x-vendor/foo").asLong()).hasValue(1);
    assertThat(edited.at("/x-unknown").asLong()).hasValue(1);
  }

  @Test
  void theThirdOneBuilds() {
    Needs.rootAndRunc();

    assertThat(run("Build"))
        .startsWith("succeeded [BuildOutput[path=build/out, ")
        .doesNotContain("runtime-error");
    assertThat(work.resolve("out/build/out")).hasContent("built");
  }
}
