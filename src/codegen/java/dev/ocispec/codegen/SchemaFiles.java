package dev.ocispec.codegen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The schema files of a folder as trees, and where a reference leads. */
final class SchemaFiles {
  /** A place in a file. */
  record Place(String file, String pointer, JsonNode node, Specification specification) {
    Place child(String name) {
      String below = pointer + "/" + name.replace("~", "~0").replace("/", "~1");
      return new Place(file, below, node.get(name), specification);
    }

    /** The names of the members; none when the place is not there. */
    Collection<String> names() {
      return node == null ? List.of() : node.propertyNames();
    }

    @Override
    public String toString() {
      return file + "#" + pointer;
    }
  }

  private final Map<String, JsonNode> trees = new TreeMap<>();

  SchemaFiles(Path folder) throws IOException {
    JsonMapper mapper =
        JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.startsWith("deviations")) {
          continue; // the ledgers of differences from the official files are no schemas
        }
        try {
          trees.put(name, mapper.readTree(Files.readString(file)));
        } catch (JacksonException e) {
          throw new SchemaException(
              name + ":" + e.getLocation().getLineNr() + ":" + e.getLocation().getColumnNr(),
              e.getOriginalMessage());
        }
      }
    }
  }

  List<Place> roots() {
    return trees.entrySet().stream()
        .map(entry -> place(entry.getKey(), "", entry.getValue()))
        .toList();
  }

  /** Where the reference at {@code from} leads in the end, through further ones. */
  Place target(Place from) {
    Set<String> passed = new HashSet<>();
    Place at = from;
    while (at.node().has("$ref")) {
      SchemaForm.checkReference(at);
      if (!passed.add(at.toString())) {
        throw new SchemaException(from.toString(), "$ref leads back to itself");
      }
      at = resolve(at);
    }
    return at;
  }

  /** Where the reference at {@code from} leads. */
  Place resolve(Place from) {
    String reference = from.node().get("$ref").asString();
    int hash = reference.indexOf('#');
    if (hash < 0 || !(hash + 1 == reference.length() || reference.charAt(hash + 1) == '/')) {
      throw new SchemaException(
          from.toString(), "$ref must be FILE#/POINTER or #/POINTER, found " + reference);
    }
    String file = hash == 0 ? from.file() : reference.substring(0, hash);
    JsonNode tree = trees.get(file);
    if (tree == null) {
      throw new SchemaException(
          from.toString(), "$ref names the file " + file + ", which is not here");
    }
    String pointer = reference.substring(hash + 1);
    JsonNode target = tree.at(pointer);
    if (target.isMissingNode()) {
      throw new SchemaException(from.toString(), "$ref leads to nothing: " + reference);
    }
    return place(file, pointer, target);
  }

  private Place place(String file, String pointer, JsonNode node) {
    return new Place(file, pointer, node, Specification.of(trees.get(file)));
  }

  /** The Java package that a file's types are in, its last part. */
  String packageOf(String file) {
    JsonNode name = trees.get(file).get("x-package");
    if (name == null) {
      throw new SchemaException(file, "x-package is missing");
    }
    if (!JavaTypes.PACKAGES.contains(name.asString(""))) {
      throw new SchemaException(file, "x-package must be one of " + JavaTypes.PACKAGES);
    }
    return name.asString();
  }
}
