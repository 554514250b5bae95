package dev.ocispec.version.internal;

import dev.ocispec.json.internal.JacksonParts;
import dev.ocispec.version.Release;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The schema of one kind of document as one file for editors: draft 7, with descriptions, and
 * without references to other files.
 */
public final class EditorSchema {
  private static final String DRAFT = "http://json-schema.org/draft-07/schema#";
  private static final String DEFINITIONS = "#/definitions/";

  private final Map<String, JsonNode> files = new HashMap<>();
  private final EditorKeywords keywords = new EditorKeywords(this::inner);
  // The definitions to be written, by their names in the file; the first of a name keeps it.
  private final Map<String, ObjectNode> definitions = new TreeMap<>();
  private final Map<String, String> names = new HashMap<>();
  private final Deque<String> wanted = new ArrayDeque<>();

  private EditorSchema(Release release) {
    ReleaseSchemas.files(release).forEach((name, text) -> files.put(name, parsed(text)));
  }

  private static JsonNode parsed(String text) {
    try {
      return JacksonParts.mapper().readTree(text);
    } catch (JacksonException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }

  /**
   * The schema.
   *
   * @param entry the file of the kind of document, for instance {@code config-schema.json}
   * @param title what the schema is called
   * @param release the release, which must have such documents
   */
  public static String of(String entry, String title, Release release) {
    EditorSchema schema = new EditorSchema(release);
    return schema.make(entry, title).toPrettyString() + "\n";
  }

  private ObjectNode make(String entry, String title) {
    ObjectNode root = JacksonParts.mapper().createObjectNode();
    root.put("$schema", DRAFT);
    root.put("title", title);
    root.setAll(converted((ObjectNode) Objects.requireNonNull(files.get(entry)), entry));
    while (!wanted.isEmpty()) {
      String reference = wanted.remove();
      int hash = reference.indexOf('#');
      String file = reference.substring(0, hash);
      ObjectNode definition =
          (ObjectNode) Objects.requireNonNull(files.get(file)).at(reference.substring(hash + 1));
      definitions.put(names.get(reference), converted(definition, file));
    }
    ObjectNode all = root.putObject("definitions");
    definitions.forEach(all::set);
    return root;
  }

  private ObjectNode converted(ObjectNode schema, String file) {
    return keywords.convert(schema, file);
  }

  /** The reference within the schema for one of the file {@code from}. */
  private String inner(String reference, String from) {
    String whole = reference.startsWith("#") ? from + reference : reference;
    String name = names.get(whole);
    if (name == null) {
      String last = whole.substring(whole.lastIndexOf('/') + 1);
      name = names.containsValue(last) ? last + names.size() : last;
      names.put(whole, name);
      wanted.add(whole);
    }
    return DEFINITIONS + name;
  }
}
