package dev.ocispec.version;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The reviewed differences between {@code schema/} and the official files, and their digests. */
final class Ledger {
  private static final Path FOLDER = Path.of("schema");

  private Ledger() {}

  /** The entries that hold for {@code release}. */
  static List<Deviation> of(Release release) {
    return all().stream().filter(e -> e.releases().contains(release.version())).toList();
  }

  static List<Deviation> all() {
    List<Deviation> entries = new ArrayList<>();
    for (String file : List.of("deviations.json", "deviations-1.0.json")) {
      SchemaFolder.MAPPER.readTree(text(file)).forEach(e -> entries.add(Deviation.of(e)));
    }
    return entries;
  }

  /** The digests of the official files' normal forms in {@code release}, by entry file. */
  static Map<String, String> digests(Release release) {
    Map<String, String> digests = new HashMap<>();
    text("official-digests.tsv")
        .lines()
        .map(line -> line.split("\t"))
        .filter(cells -> cells[0].equals(release.version()))
        .forEach(cells -> digests.put(cells[1], cells[2]));
    return digests;
  }

  /** Our normal form with the official values of {@code entries} put in. */
  static ObjectNode official(Map<String, JsonNode> ours, String schema, List<Deviation> entries) {
    ObjectNode form = NormalForm.of(ours, schema);
    entries.stream().filter(entry -> entry.schema().equals(schema)).forEach(e -> e.apply(form));
    return form;
  }

  private static String text(String file) {
    try {
      return Files.readString(FOLDER.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
