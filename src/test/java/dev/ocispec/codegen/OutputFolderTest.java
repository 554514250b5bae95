package dev.ocispec.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run of the generator leaves in its output folder. */
@Tag("unit")
class OutputFolderTest {
  private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);
  private static final String TYPE = "dev/ocispec/spec/Mount.java";

  @TempDir Path folder;

  private Path schema() throws IOException {
    Path copy = Files.createDirectories(folder.resolve("schema"));
    try (Stream<Path> files = Files.list(Path.of("schema"))) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    return copy;
  }

  private Path run(Path schema, String name) throws IOException {
    Path output = folder.resolve(name);
    GenerateSources.main(
        new String[] {
          schema.toString(), output.toString(), output.resolve("../" + name + ".md").toString()
        });
    return output;
  }

  @Test
  void everyRunGivesTheSame() throws IOException {
    Map<String, String> first = SourceFiles.in(run(Path.of("schema"), "first"));
    Map<String, String> second = SourceFiles.in(run(schema(), "second"));

    assertThat(first).containsKey(TYPE).isEqualTo(second);
    assertThat(folder.resolve("first.md")).hasSameTextualContentAs(folder.resolve("second.md"));
  }

  @Test
  void aFileThatDoesNotChangeIsNotWritten() throws IOException {
    Path schema = schema();
    Path output = run(schema, "out");
    Path unchanged = output.resolve("dev/ocispec/spec/Root.java");
    Path changed = output.resolve(TYPE);
    for (Path file : new Path[] {unchanged, changed, folder.resolve("out.md")}) {
      Files.setLastModifiedTime(file, LONG_AGO);
    }
    Path config = schema.resolve("config-schema.json");
    String text = Files.readString(config);
    assertThat(text).contains("\"Mount\"");
    Files.writeString(config, text.replaceFirst("(\"Mount\": \\{\\s*\"description\": \")", "$1X "));
    assertThat(Files.readString(config)).isNotEqualTo(text);

    run(schema, "out");

    assertThat(Files.getLastModifiedTime(unchanged)).isEqualTo(LONG_AGO);
    assertThat(Files.getLastModifiedTime(changed)).isGreaterThan(LONG_AGO);
    assertThat(Files.getLastModifiedTime(folder.resolve("out.md"))).isGreaterThan(LONG_AGO);
  }

  @Test
  void aTypeThatIsGoneIsRemoved() throws IOException {
    Path output = run(Path.of("schema"), "out");
    Path stale = output.resolve("dev/ocispec/spec/Gone.java");
    Files.writeString(stale, "package dev.ocispec.spec;");

    run(Path.of("schema"), "out");

    assertThat(stale).doesNotExist();
    assertThat(output.resolve(TYPE)).exists();
  }

  @Test
  void aSchemaThatIsRefusedLeavesTheOutputAsItWas() throws IOException {
    Path schema = schema();
    Path output = run(schema, "out");
    Map<String, String> before = SourceFiles.in(output);
    Files.writeString(schema.resolve("defs.json"), "{}");

    assertThat(catchThrowable(() -> run(schema, "out"))).isInstanceOf(SchemaException.class);
    assertThat(SourceFiles.in(output)).isEqualTo(before);
  }
}
