package dev.ocispec.version;

import dev.ocispec.version.internal.ReleaseSchemas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The files of a schema folder as trees, by name. */
public final class SchemaFolder {
  static final JsonMapper MAPPER = new JsonMapper();

  /** The files that a kind of document begins with; no release has others. */
  static final List<String> ENTRIES =
      List.of("config-schema.json", "state-schema.json", "features-schema.json");

  private SchemaFolder() {}

  /** The library's own files as they are in {@code release}. */
  public static Map<String, JsonNode> ofLibrary(Release release) {
    Map<String, JsonNode> files = new TreeMap<>();
    ReleaseSchemas.files(release).forEach((name, text) -> files.put(name, MAPPER.readTree(text)));
    return files;
  }

  public static Map<String, JsonNode> read(Path folder) {
    Map<String, JsonNode> files = new TreeMap<>();
    try (Stream<Path> list = Files.list(folder)) {
      for (Path file : list.filter(f -> f.toString().endsWith(".json")).toList()) {
        files.put(file.getFileName().toString(), MAPPER.readTree(Files.readString(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }
}
