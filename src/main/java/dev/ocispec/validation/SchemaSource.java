package dev.ocispec.validation;

import dev.ocispec.json.internal.JacksonParts;
import dev.ocispec.version.Release;
import dev.ocispec.version.internal.ReleaseSchemas;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Where schema files come from: the library's own, or a folder. */
@FunctionalInterface
interface SchemaSource {
  /** The text of the file {@code name}. */
  String read(String name) throws IOException;

  /** The files of the library. */
  static SchemaSource ofLibrary() {
    return name -> {
      try (InputStream in = SchemaSource.class.getResourceAsStream("/dev/ocispec/schema/" + name)) {
        if (in == null) {
          throw new NoSuchFileException(name);
        }
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    };
  }

  /** The files of the library as they were in {@code release}. */
  static SchemaSource ofRelease(Release release) {
    Map<String, String> files = ReleaseSchemas.files(release);
    return name -> {
      String text = files.get(name);
      if (text == null) {
        throw new NoSuchFileException(
            name, null, "release " + release + " has no schema file with this name");
      }
      return text;
    };
  }

  /** The files of {@code folder}; names that lead out of it are refused. */
  static SchemaSource ofFolder(Path folder) {
    Path root = folder.toAbsolutePath().normalize();
    return name -> {
      Path file = root.resolve(name).normalize();
      if (!file.startsWith(root)) {
        throw new IOException(name + " points outside the folder");
      }
      return withoutId(Files.readString(file), file);
    };
  }

  /** Old releases give their schemas ids on the net; references must stay in the folder. */
  private static String withoutId(String text, Path file) throws IOException {
    try {
      JsonNode tree = JacksonParts.mapper().readTree(text);
      removeIds(tree);
      return tree.toString();
    } catch (JacksonException e) {
      throw new IOException(file + " is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** An id is a string; a property that is called id has a schema. */
  private static void removeIds(JsonNode node) {
    if (node instanceof ObjectNode object && object.path("id").isString()) {
      object.remove("id");
    }
    node.forEach(SchemaSource::removeIds);
  }
}
