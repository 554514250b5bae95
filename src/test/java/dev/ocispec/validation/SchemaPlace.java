package dev.ocispec.validation;

import dev.ocispec.JsonTrees;
import dev.ocispec.report.JsonPointer;
import dev.ocispec.version.Release;
import dev.ocispec.version.internal.ReleaseSchemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * A schema within the files of {@code schema/} as they are in some release.
 *
 * @param files all files
 * @param file name of the file
 * @param pointer JSON pointer in the file
 * @param node what stands there
 */
record SchemaPlace(Map<String, JsonNode> files, String file, String pointer, JsonNode node) {
  private static final Set<String> ANNOTATIONS = Set.of("$schema", "title", "description");

  /** The files as they are in {@code release}. */
  static List<SchemaPlace> filesOf(Release release) {
    Map<String, JsonNode> files = new TreeMap<>();
    ReleaseSchemas.files(release).forEach((name, text) -> files.put(name, JsonTrees.of(text)));
    return files.keySet().stream()
        .map(name -> new SchemaPlace(files, name, "", files.get(name)))
        .toList();
  }

  /** The definitions of {@code release} that nothing there refers to. */
  static Set<String> unusedDefinitions(Release release) {
    Set<String> unused = new TreeSet<>();
    for (SchemaPlace file : filesOf(release)) {
      if (file.has("definitions")) {
        SchemaPlace definitions = file.child("definitions");
        definitions.names().forEach(name -> unused.add(definitions.child(name).id()));
      }
    }
    filesOf(release).forEach(file -> file.referred(unused));
    return unused;
  }

  /** Takes from {@code unused} what is referred to from here and below. */
  private void referred(Set<String> unused) {
    if (node.path("$ref").isString()) {
      unused.remove(target().id());
    }
    if (node.isObject()) {
      names().forEach(name -> child(name).referred(unused));
    }
  }

  /** What stands at {@code tokens} below this place. */
  SchemaPlace child(String... tokens) {
    String at = pointer;
    JsonNode child = node;
    for (String token : tokens) {
      at = at + "/" + JsonPointer.escape(token);
      child = child.isArray() ? child.get(Integer.parseInt(token)) : child.get(token);
    }
    return new SchemaPlace(files, file, at, child);
  }

  /** Where {@code $ref} leads. */
  SchemaPlace target() {
    String reference = node.get("$ref").asString();
    int hash = reference.indexOf('#');
    String name = hash == 0 ? file : reference.substring(0, hash);
    String at = reference.substring(hash + 1);
    return new SchemaPlace(files, name, at, files.get(name).at(at));
  }

  boolean has(String keyword) {
    return node.has(keyword);
  }

  /** Name of this place, for instance {@code defs.json#/definitions/uint32/minimum}. */
  String id() {
    return file + "#" + pointer;
  }

  /** All occurrences of keywords that judge, at this place and below. */
  List<String> occurrences() {
    List<String> found = new ArrayList<>();
    for (String keyword : node.propertyNames()) {
      SchemaPlace at = child(keyword);
      switch (keyword) {
        case "definitions" -> at.names().forEach(n -> found.addAll(at.child(n).occurrences()));
        case "properties", "patternProperties" ->
            at.names()
                .forEach(
                    name -> {
                      found.add(at.child(name).id());
                      found.addAll(at.child(name).occurrences());
                    });
        case "items", "additionalProperties" -> {
          found.add(at.id());
          found.addAll(at.occurrences());
        }
        case "required" -> {
          for (int i = 0; i < at.node().size(); i++) {
            found.add(at.child(Integer.toString(i)).id());
          }
        }
        case "$ref", "type", "enum", "pattern", "minimum", "maximum", "minItems" ->
            found.add(at.id());
        default -> {
          if (!keyword.startsWith("x-") && !ANNOTATIONS.contains(keyword)) {
            throw new IllegalStateException("what does " + at.id() + " judge?");
          }
        }
      }
    }
    return found;
  }

  /** The names of the members that stand here. */
  List<String> names() {
    return List.copyOf(node.propertyNames());
  }

  @Override
  public String toString() {
    return id();
  }
}
